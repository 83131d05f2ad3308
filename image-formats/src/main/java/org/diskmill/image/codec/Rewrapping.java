// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;

/** Deflate streams between their two wrappings, without deflating anew. */
public final class Rewrapping {
  /** 32 KiB window, fastest level: a reader takes it for a hint only [RFC 1950 section 2.2]. */
  private static final short ZLIB_HEADER = 0x7801;

  private static final int HEADER_BYTES = 2;
  private static final int TRAILER_BYTES = 4;

  private Rewrapping() {}

  /** Whether a stream of the one packing holds one of the other. */
  public static boolean possible(Packing from, Packing to) {
    return from != to && from != Packing.ZSTD && to != Packing.ZSTD;
  }

  /** The bare stream inside a zlib wrapper that was found good. */
  public static ByteBuffer unwrapped(ByteBuffer zlib) {
    int length = zlib.remaining() - HEADER_BYTES - TRAILER_BYTES;
    return zlib.slice(zlib.position() + HEADER_BYTES, length);
  }

  /**
   * Appends a bare stream, wrapped, to {@code stored}.
   *
   * @param plain what the stream unpacks to, which the wrapper has a checksum of; it does not move
   * @return false, with {@code stored} unmoved, when it does not fit there
   */
  public static boolean wrap(ByteBuffer deflate, ByteBuffer plain, ByteBuffer stored) {
    if (deflate.remaining() + HEADER_BYTES + TRAILER_BYTES > stored.remaining()) {
      return false;
    }
    Adler32 checksum = new Adler32();
    checksum.update(plain.duplicate());
    ByteOrder order = stored.order();
    stored.order(ByteOrder.BIG_ENDIAN);
    stored.putShort(ZLIB_HEADER).put(deflate.duplicate()).putInt((int) checksum.getValue());
    stored.order(order);
    return true;
  }
}
