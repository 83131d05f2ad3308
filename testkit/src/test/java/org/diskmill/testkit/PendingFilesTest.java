// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diskmill.io.PendingFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFilesTest {
  @TempDir
  private Path directory;

  @Test
  void allAppearOnCommit() throws IOException {
    try (PendingFiles files = PendingFiles.at(directory.resolve("main"))) {
      files.main().write(ByteBuffer.allocate(3));
      files.member("other").write(ByteBuffer.allocate(5));
      assertSame(files.member("other"), files.member("other"));
      assertFalse(Files.exists(directory.resolve("other")));
      files.commit();
    }
    assertEquals(3, Files.size(directory.resolve("main")));
    assertEquals(5, Files.size(directory.resolve("other")));
  }

  @Test
  void nothingIsLeftWithoutCommit() throws IOException {
    try (PendingFiles files = PendingFiles.at(directory.resolve("main"))) {
      files.member("other").write(ByteBuffer.allocate(5));
    }
    try (var left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aMemberCannotLieElsewhereNorBeTheFileItself() throws IOException {
    try (PendingFiles files = PendingFiles.at(directory.resolve("main"))) {
      for (String name : new String[] {"../x", "/x", "a/b", "main", "."}) {
        assertThrows(IOException.class, () -> files.member(name), name);
      }
    }
  }
}
