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
    position += src.remaining();
    while (src.hasRemaining()) {
      channel.write(src);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    stream.flush();
  }

  @Override
  public String toString() {
    return name;
  }
}
