// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Deflates with the JDK. */
final class JdkDeflating implements Packer {
  private final Deflater deflater;

  JdkDeflating(boolean wrapped, int level) {
    this.deflater = new Deflater(level, !wrapped);
  }

  @Override
  public boolean pack(ByteBuffer plain, ByteBuffer stored) {
    int start = stored.position();
    deflater.reset();
    deflater.setInput(plain.duplicate());
    deflater.finish();
    while (!deflater.finished() && stored.hasRemaining()) {
      deflater.deflate(stored);
    }
    if (!deflater.finished()) {
      stored.position(start);
      return false;
    }
    return true;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
