// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates with the JDK, which by itself accepts a truncated stream and a longer one. */
final class JdkInflating implements Unpacker {
  private final Inflater inflater;
  private final ByteBuffer oneMore = ByteBuffer.allocateDirect(1);

  JdkInflating(boolean wrapped) {
    this.inflater = new Inflater(!wrapped);
  }

  @Override
  public void unpack(ByteBuffer stored, ByteBuffer plain) throws DamagedStreamException {
    int start = plain.position();
    inflater.reset();
    inflater.setInput(stored);
    try {
      while (plain.hasRemaining() && !inflater.finished()) {
        if (inflater.inflate(plain) == 0 && stuck()) {
          break;
        }
      }
      requireEnd(plain, start);
    } catch (DataFormatException damaged) {
      throw new DamagedStreamException("damaged deflate stream (" + damaged.getMessage() + ")");
    }
  }

  private boolean stuck() {
    return inflater.needsInput() || inflater.needsDictionary();
  }

  private void requireEnd(ByteBuffer plain, int start)
      throws DataFormatException, DamagedStreamException {
    if (plain.hasRemaining()) {
      int made = plain.position() - start;
      throw inflater.finished()
          ? new ShortStreamException("deflate", made)
          : new DamagedStreamException("deflate stream ends after " + made + " bytes");
    }
    if (!inflater.finished() && inflater.inflate(oneMore.clear()) > 0) {
      throw new DamagedStreamException("deflate stream goes on after the unit's end");
    }
    if (!inflater.finished()) {
      throw new DamagedStreamException("deflate stream has no end");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
