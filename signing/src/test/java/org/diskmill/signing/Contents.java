// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Hashed;
import org.diskmill.io.LeafSink;

/** Bytes that went through a leaf sink, in tests. */
final class Contents {
  private Contents() {}

  static Hashed hashed(byte[] bytes, int leafBytes, String... flat) throws IOException {
    try (LeafSink sink = new LeafSink(leafBytes, leaf -> {}, flat)) {
      sink.write(ByteBuffer.wrap(bytes));
      return sink.finish();
    }
  }
}
