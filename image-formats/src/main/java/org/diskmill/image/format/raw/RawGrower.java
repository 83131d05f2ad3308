// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.grow.DiskGrower;
import org.diskmill.io.Source;

/** Makes a raw file longer. */
final class RawGrower implements DiskGrower {
  @Override
  public String format() {
    return "raw";
  }

  @Override
  public void grow(Source source, FileChannel file, long bytes, Limits limits) throws IOException {
    if (file.size() != source.size()) {
      throw new UnsupportedImageException(source + ": is no regular file, which alone can grow");
    }
    if (bytes > source.size()) {
      file.write(ByteBuffer.allocate(1), bytes - 1);
    }
  }
}
