// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One unit of the target, with its bytes at hand. Valid until the next one is encoded, which is the same
 * object. Used by one thread at a time.
 */
public final class Unit {
  private final BatchBytes bytes;
  private final Optional<BatchBytes> base;
  private long offset;
  private int length;

  Unit(BatchBytes bytes, Optional<BatchBytes> base) {
    this.bytes = bytes;
    this.base = base;
  }

  void moveTo(long guest, int count) {
    offset = guest;
    length = count;
  }

  /** Guest position in bytes; a multiple of the unit's size. */
  public long offset() {
    return offset;
  }

  /** How much of it lies on the disk, in bytes: less than the unit's size only at the disk's end. */
  public int length() {
    return length;
  }

  /**
   * The guest bytes, padded with zeros to the unit's size; unpacked now if need be. A direct buffer
   * of the caller's own position.
   *
   * @throws org.diskmill.image.CorruptImageException when they cannot be unpacked
   */
  public ByteBuffer plain() throws IOException {
    return bytes.plain(offset);
  }

  /**
   * Whether all of its guest bytes are zero. Makes no view of them, which {@link #plain} does.
   *
   * @throws org.diskmill.image.CorruptImageException when they cannot be unpacked
   */
  public boolean zero() throws IOException {
    return bytes.zero(offset);
  }

  /** How long it is with its padding, in bytes. */
  int unitBytes() {
    return bytes.unitBytes();
  }

  /**
   * The stream that this unit is packed in, if it is exactly one whole packed unit of the source.
   * Unpacks it, so what is passed on is known to be sound.
   *
   * @throws org.diskmill.image.CorruptImageException when it cannot be unpacked
   */
  public Optional<PackedStream> packed() throws IOException {
    return bytes.packed(offset);
  }

  /**
   * Whether a stretch of this unit holds what the disk that the target is based on holds there; never
   * where it is based on none. Units that do so wholly are left out before they are encoded.
   *
   * @param from where the stretch begins in the unit, in bytes
   * @param count how long it is, in bytes
   */
  public boolean inherits(int from, int count) throws IOException {
    return base.isPresent()
        && plain().slice(from, count).equals(base.get().plain(offset).slice(from, count));
  }
}
