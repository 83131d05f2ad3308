// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.nio.ByteBuffer;

/**
 * One unit as it is to be stored, or several that are stored as they are.
 *
 * @param offset guest position in bytes
 * @param form what {@code bytes} are
 * @param bytes valid until the writer has put them; empty for zeros and what is already in place
 */
public record EncodedUnit(long offset, Form form, ByteBuffer bytes) {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** How a unit is stored. */
  public enum Form {
    /** It holds nothing but zeros. */
    ZERO,
    /** The guest's bytes there, in one piece of their own: of a whole unit, or all of one but zeros. */
    PLAIN,
    /**
     * The guest's bytes as they are, of one unit or of several neighbours: see {@link #asItIs}. An encoder
     * leaves the bytes empty: they are filled in when it is known how many units there are.
     */
    AS_IT_IS,
    /** The same, with the padding; only between encoder and stretch, never put. */
    AS_IT_IS_PADDED,
    /** Packed as the writer's format does. */
    PACKED,
    /** Already written to where it belongs. */
    PLACED
  }

  static final EncodedUnit of(Unit unit, Form form, ByteBuffer bytes) {
    return new EncodedUnit(unit.offset(), form, bytes);
  }

  /** The unit is zeros. */
  public static EncodedUnit zero(Unit unit) {
    return of(unit, Form.ZERO, NOTHING);
  }

  /** The unit's guest bytes, padded with zeros to a whole unit. */
  public static EncodedUnit plain(Unit unit, ByteBuffer bytes) {
    return of(unit, Form.PLAIN, bytes);
  }

  /**
   * The unit's guest bytes as far as they lie on the disk, to be stored in one go with those of its
   * neighbours where these are stored as they are too: every write has its price.
   */
  public static EncodedUnit asItIs(Unit unit) {
    return of(unit, Form.AS_IT_IS, NOTHING);
  }

  /** As {@link #asItIs}, but padded with zeros to a whole unit where the disk ends before. */
  public static EncodedUnit asItIsPadded(Unit unit) {
    return of(unit, Form.AS_IT_IS_PADDED, NOTHING);
  }

  /** Neighbours that are stored as they are. */
  static EncodedUnit stretch(long offset, ByteBuffer bytes) {
    return new EncodedUnit(offset, Form.AS_IT_IS, bytes);
  }

  /** The unit's packed form. */
  public static EncodedUnit packed(Unit unit, ByteBuffer bytes) {
    return of(unit, Form.PACKED, bytes);
  }

  /** The encoder itself wrote the unit to its place. */
  public static EncodedUnit placed(Unit unit) {
    return of(unit, Form.PLACED, NOTHING);
  }

  /** The same, which the encoder has written to its place. */
  public EncodedUnit inPlace() {
    return new EncodedUnit(offset, Form.PLACED, NOTHING);
  }
}
