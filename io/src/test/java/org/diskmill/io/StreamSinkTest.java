// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is said of a stream that takes no more. */
class StreamSinkTest {
  private final IOException reset = new IOException("Connection reset");

  private final OutputStream broken = new OutputStream() {
    @Override
    public void write(int one) throws IOException {
      throw reset;
    }

    @Override
    public void flush() throws IOException {
      throw reset;
    }
  };

  @Test
  void aStreamThatTakesNoMoreIsNamed() {
    Sink sink = Sinks.stream("the client", broken);
    IOException failed =
        assertThrows(IOException.class, () -> sink.write(ByteBuffer.wrap(new byte[10])));
    assertEquals("the client: writing at 0: Connection reset", failed.getMessage());
    assertSame(reset, failed.getCause());
  }

  @Test
  void anExceptionOfTheStreamsOwnKindIsThrownAsItIs() {
    IOException own = new SocketTimeoutException("slow");
    Sink sink = Sinks.stream("the client", new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw own;
      }
    });
    assertSame(
        own, assertThrows(IOException.class, () -> sink.write(ByteBuffer.wrap(new byte[10]))));
  }

  @Test
  void soIsOneThatCannotBeFlushed() {
    IOException failed = assertThrows(IOException.class, Sinks.stream("the client", broken)::close);
    assertEquals("the client: writing at 0: Connection reset", failed.getMessage());
  }
}
