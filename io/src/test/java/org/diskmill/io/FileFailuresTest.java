// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailuresTest {
  private static final Path FULL = Path.of("/dev/full");

  @Test
  void aFullDeviceIsNamedWithThePlaceAndTheReason() throws IOException {
    assumeTrue(Files.isWritable(FULL));
    try (PositionedSink sink = Sinks.device(FULL)) {
      FileSystemException full =
          assertThrows(FileSystemException.class, () -> sink.write(4096, ByteBuffer.allocate(512)));
      assertEquals("/dev/full", full.getFile());
      assertTrue(full.toString().contains("writing at 4096: "), full.toString());
    }
  }

  @Test
  void aClosedFileStaysAClosedChannel(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[10]);
    Source source = Sources.file(file);
    source.close();
    assertThrows(ClosedChannelException.class, () -> source.read(0, ByteBuffer.allocate(4)));
  }
}
