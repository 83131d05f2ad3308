// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A stream of the caller's, such as standard output. */
final class StreamSink implements Sink {
  private final String name;
  private final WritableByteChannel channel;
  private final OutputStream stream;
  private long position;

  StreamSink(String name, WritableByteChannel channel, OutputStream stream) {
    this.name = name;
    this.channel = channel;
    this.stream = stream;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    while (src.hasRemaining()) {
      try {
        position += channel.write(src);
      } catch (IOException failed) {
        throw FileFailures.at(name, position, "writing", failed);
      }
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    try {
      stream.flush();
    } catch (IOException failed) {
      throw FileFailures.at(name, position, "writing", failed);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
