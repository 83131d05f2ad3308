// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No sink goes back: what a caller has subtracted wrongly would be found out much later. */
class NegativeLengthsTest {
  @Test
  void noSinkTakesLessThanNothing(@TempDir Path directory) throws IOException {
    Source source = Sources.bytes("bytes", ByteBuffer.allocate(8));
    try (Sink file = Sinks.newFile(directory.resolve("file"))) {
      Sink stream = Sinks.stream("stream", new ByteArrayOutputStream());
      for (Sink sink : List.of(file, stream, Sinks.counting())) {
        for (long length : List.of(-1L, Long.MIN_VALUE)) {
          assertThrows(IllegalArgumentException.class, () -> sink.zeros(length));
          assertThrows(IllegalArgumentException.class, () -> sink.transferFrom(source, 4, length));
        }
        assertEquals(0, sink.position());
      }
    }
  }

  @Test
  void noFileReservesNothingOrLess(@TempDir Path directory) throws IOException {
    try (Sink file = Sinks.newFile(directory.resolve("file"))) {
      ReservingSink reserving = assertInstanceOf(ReservingSink.class, file);
      for (int length : List.of(0, -1, Integer.MIN_VALUE)) {
        assertThrows(IllegalArgumentException.class, () -> reserving.reserve(length));
      }
      assertEquals(0, file.position());
    }
  }
}
