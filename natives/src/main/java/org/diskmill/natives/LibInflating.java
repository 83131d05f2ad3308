// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.codec.DamagedStreamException;
import org.diskmill.image.codec.ShortStreamException;
import org.diskmill.image.codec.Unpacker;

/** Unpacks with libdeflate. */
final class LibInflating implements Unpacker {
  private final boolean wrapped;
  private final ByteBuffer used = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
  private long decompressor;

  LibInflating(boolean wrapped) {
    this.wrapped = wrapped;
    this.decompressor = DeflateLibrary.libdeflate_alloc_decompressor();
    if (decompressor == 0) {
      throw new OutOfMemoryError("libdeflate has no memory for a decompressor");
    }
  }

  @Override
  public void unpack(ByteBuffer stored, ByteBuffer plain) throws DamagedStreamException {
    if (decompressor == 0) {
      throw new IllegalStateException("unpacker: closed");
    }
    int wanted = plain.remaining();
    int result = inflate(stored, plain);
    long made = result == DeflateLibrary.SUCCESS ? used.getLong(8) : 0;
    if (result == DeflateLibrary.INSUFFICIENT_SPACE) {
      throw new DamagedStreamException("deflate stream goes on after the unit's end");
    }
    if (result != DeflateLibrary.SUCCESS) {
      throw new DamagedStreamException("damaged or truncated deflate stream");
    }
    if (made != wanted) {
      throw new ShortStreamException("deflate", (int) made);
    }
    stored.position(stored.position() + (int) used.getLong(0));
    plain.position(plain.limit());
  }

  private int inflate(ByteBuffer stored, ByteBuffer plain) {
    long in = DeflateLibrary.address(stored);
    long out = DeflateLibrary.address(plain);
    long usedIn = DeflateLibrary.address(used);
    return wrapped
        ? DeflateLibrary.libdeflate_zlib_decompress_ex(
            decompressor, in, stored.remaining(), out, plain.remaining(), usedIn, usedIn + 8)
        : DeflateLibrary.libdeflate_deflate_decompress_ex(
            decompressor, in, stored.remaining(), out, plain.remaining(), usedIn, usedIn + 8);
  }

  @Override
  public void close() {
    if (decompressor != 0) {
      DeflateLibrary.libdeflate_free_decompressor(decompressor);
      decompressor = 0;
    }
  }
}
