// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A source that reads nothing, where it promises at least a byte. */
class SilentSourceTest {
  @TempDir
  private Path directory;

  private static final class Silent implements Source {
    @Override
    public long size() {
      return 100;
    }

    @Override
    public int read(long offset, ByteBuffer dst) {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "silent";
    }
  }

  private static void fails(Executable action) {
    IOException failed = assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThrows(IOException.class, action));
    assertEquals(
        "silent: read no byte at 7, where it has 93; a source must read one at least",
        failed.getMessage());
  }

  @Test
  void readingAllOfARangeFails() {
    fails(() -> new Silent().readFully(7, ByteBuffer.allocate(10)));
  }

  @Test
  void copyingFails() {
    fails(() ->
        Sinks.stream("out", OutputStream.nullOutputStream()).transferFrom(new Silent(), 7, 10));
  }

  @Test
  void copyingToAFileFails() {
    fails(() -> {
      try (Sink file = Sinks.newFile(directory.resolve("file"))) {
        file.transferFrom(new Silent(), 7, 10);
      }
    });
  }
}
