// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** One unit of the target, with its bytes at hand. Used by one thread at a time. */
public final class Unit {
  private final long offset;
  private final int length;
  private final BatchBytes bytes;
  private final Optional<BatchBytes> base;

  Unit(long offset, int length, BatchBytes bytes, Optional<BatchBytes> base) {
    this.offset = offset;
    this.length = length;
    this.bytes = bytes;
    this.base = base;
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
