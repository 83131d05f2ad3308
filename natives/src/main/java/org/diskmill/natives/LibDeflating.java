// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.nio.ByteBuffer;
import org.diskmill.image.codec.Packer;

/** Packs with libdeflate. */
final class LibDeflating implements Packer {
  private final boolean wrapped;
  private long compressor;

  LibDeflating(boolean wrapped, int level) {
    if (level < 1 || level > 12) {
      throw new IllegalArgumentException("level: " + level + " is not from 1 to 12");
    }
    this.wrapped = wrapped;
    this.compressor = DeflateLibrary.libdeflate_alloc_compressor(level);
    if (compressor == 0) {
      throw new OutOfMemoryError("libdeflate has no memory for a compressor");
    }
  }

  @Override
  public boolean pack(ByteBuffer plain, ByteBuffer stored) {
    long in = DeflateLibrary.address(plain);
    long out = DeflateLibrary.address(stored);
    long count = wrapped
        ? DeflateLibrary.libdeflate_zlib_compress(
            open(), in, plain.remaining(), out, stored.remaining())
        : DeflateLibrary.libdeflate_deflate_compress(
            open(), in, plain.remaining(), out, stored.remaining());
    // 0 stands for "does not fit".
    stored.position(stored.position() + (int) count);
    return count > 0;
  }

  private long open() {
    if (compressor == 0) {
      throw new IllegalStateException("packer: closed");
    }
    return compressor;
  }

  @Override
  public void close() {
    if (compressor != 0) {
      DeflateLibrary.libdeflate_free_compressor(compressor);
      compressor = 0;
    }
  }
}
