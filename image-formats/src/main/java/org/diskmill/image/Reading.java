// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.Zeros;

/** Puts the guest bytes of runs into a buffer. Used by one thread at a time. */
final class Reading {
  private final Unpackers unpackers;
  private ByteBuffer stored = ByteBuffer.allocateDirect(0);
  private ByteBuffer plain = ByteBuffer.allocateDirect(0);

  Reading(Unpackers unpackers) {
    this.unpackers = unpackers;
  }

  /** Appends the bytes of {@code run}, which must fit. */
  void into(ByteBuffer dst, Extent.Resolved run) throws IOException {
    int length = Math.toIntExact(run.length());
    if (run instanceof Extent.Data data) {
      int end = dst.limit();
      data.source().readFully(data.at(), dst.limit(dst.position() + length));
      dst.limit(end);
    } else if (run instanceof Extent.Packed packed) {
      unpack(dst, packed);
    } else {
      Zeros.fill(dst, length);
    }
  }

  private void unpack(ByteBuffer dst, Extent.Packed packed) throws IOException {
    stored = room(stored, packed.storedBytes());
    packed.source().readFully(packed.at(), stored);
    plain = room(plain, packed.unitBytes());
    Unpacked.into(plain, stored.flip(), packed, unpackers);
    dst.put(plain.flip().position(packed.skip()).limit(packed.skip() + (int) packed.length()));
  }

  private static ByteBuffer room(ByteBuffer old, int bytes) {
    ByteBuffer fits = bytes <= old.capacity() ? old : ByteBuffer.allocateDirect(bytes);
    return fits.clear().limit(bytes);
  }
}
