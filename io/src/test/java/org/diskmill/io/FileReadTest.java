// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadTest {
  private static final int SIZE = (1 << 20) + 777;

  @TempDir
  private Path directory;

  @Test
  void aHeapBufferIsFilledAsADirectOneIs() throws IOException {
    byte[] content = new byte[SIZE];
    new Random(1).nextBytes(content);
    Path path = Files.write(directory.resolve("file"), content);
    int piece = 256 << 10;
    try (Source file = Sources.file(path)) {
      for (int room : new int[] {1, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 5, SIZE}) {
        for (int at : new int[] {0, 3, SIZE - 2 * piece, SIZE - piece, SIZE - 1}) {
          ByteBuffer heap = ByteBuffer.allocate(room + 20).position(10).limit(10 + room);
          int count = Math.min(room, SIZE - at);
          assertEquals(count, file.read(at, heap), room + " at " + at);
          assertEquals(10 + count, heap.position());
          assertEquals(10 + room, heap.limit());
          assertEquals(
              ByteBuffer.wrap(content, at, count), heap.duplicate().flip().position(10));
        }
      }
      assertEquals(-1, file.read(SIZE, ByteBuffer.allocate(2 * piece)));
    }
  }

  @Test
  void whatHasNoSizeIsRefusedInsteadOfReadAsEmpty() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no " + device);
    IOException refused = assertThrows(IOException.class, () -> Sources.file(device));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("/dev/zero: is a"), refused::toString);
  }
}
