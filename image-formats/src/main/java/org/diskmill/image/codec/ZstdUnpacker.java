// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * Unpacks zstd by its streaming interface: the one-shot ones reject the padding that follows the
 * frames of a qcow2 cluster.
 */
final class ZstdUnpacker implements Unpacker {
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  @Override
  public void unpack(ByteBuffer stored, ByteBuffer plain) throws DamagedStreamException {
    int start = plain.position();
    context.reset();
    boolean frameEnded = false;
    try {
      while (plain.hasRemaining() || !frameEnded) {
        int before = stored.position() - plain.remaining();
        frameEnded = context.decompressDirectByteBufferStream(plain, stored);
        if (stored.position() - plain.remaining() == before) {
          throw new DamagedStreamException(
              plain.hasRemaining()
                  ? "zstd stream ends after " + (plain.position() - start) + " bytes"
                  : "zstd stream goes on after the unit's end");
        }
      }
    } catch (ZstdException damaged) {
      throw new DamagedStreamException("damaged zstd stream (" + damaged.getMessage() + ")");
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
