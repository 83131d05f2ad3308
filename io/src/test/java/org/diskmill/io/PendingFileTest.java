// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is forced at its end goes to storage while it is written. */
class PendingFileTest {
  @TempDir
  private Path directory;

  @Test
  void aLargeFileIsOnItsWayToStorageBeforeItIsCommitted() throws IOException {
    FakeFileOps platform = FakeFileOps.able();
    Path path = directory.resolve("file");
    try (PendingFile file = PendingFile.at(path, platform)) {
      file.sink().write(ByteBuffer.allocate((int) WriteBehind.STEP));
      assertEquals(List.of(WriteBehind.STEP), platform.begun());
      file.commit();
    }
    assertEquals(WriteBehind.STEP, Files.size(path));
  }

  @Test
  void aSmallOneIsNotWorthACall() throws IOException {
    FakeFileOps platform = FakeFileOps.able();
    try (PendingFile file = PendingFile.at(directory.resolve("file"), platform)) {
      file.sink().write(ByteBuffer.allocate((int) WriteBehind.STEP - 1));
      file.commit();
    }
    assertEquals(List.of(), platform.begun());
  }
}
