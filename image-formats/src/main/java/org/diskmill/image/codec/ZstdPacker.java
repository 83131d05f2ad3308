// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/** Packs one zstd frame a unit. */
final class ZstdPacker implements Packer {
  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdPacker(int level) {
    context.setLevel(level);
  }

  @Override
  public boolean pack(ByteBuffer plain, ByteBuffer stored) {
    try {
      int count = context.compressDirectByteBuffer(
          stored,
          stored.position(),
          stored.remaining(),
          plain,
          plain.position(),
          plain.remaining());
      stored.position(stored.position() + count);
      return true;
    } catch (ZstdException failed) {
      if (failed.getErrorCode() == Zstd.errDstSizeTooSmall()) {
        return false;
      }
      throw failed;
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
