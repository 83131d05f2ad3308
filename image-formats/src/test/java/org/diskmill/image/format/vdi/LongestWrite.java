// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.nio.ByteBuffer;
import org.diskmill.io.ReservingSink;

/** Keeps nothing but how long the longest buffer was that had to be made for it. */
final class LongestWrite implements ReservingSink {
  private long position;
  private int longest;

  int bytes() {
    return longest;
  }

  @Override
  public void write(ByteBuffer src) {
    longest = Math.max(longest, src.remaining());
    position += src.remaining();
    src.position(src.limit());
  }

  @Override
  public Reservation reserve(int length) {
    position += length;
    return bytes -> longest = Math.max(longest, bytes.remaining());
  }

  @Override
  public void zeros(long length) {
    position += length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {}
}
