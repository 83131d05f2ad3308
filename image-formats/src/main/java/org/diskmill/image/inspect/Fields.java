// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/** Reads the fixed parts of headers. */
public final class Fields {
  private Fields() {}

  /**
   * Bytes of a header.
   *
   * @param what the structure, for the message when the file ends before it does
   * @throws CorruptImageException when the file is too short
   */
  public static ByteBuffer read(Source source, String what, long at, int length, ByteOrder order)
      throws IOException {
    if (at < 0 || at > source.size() || length > source.size() - at) {
      throw new CorruptImageException(source
          + ": "
          + what
          + " at "
          + at
          + " ends past the end of the file at "
          + source.size()
          + ", expected "
          + length
          + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
    source.readFully(at, bytes);
    return bytes.flip();
  }
}
