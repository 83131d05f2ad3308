// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is begun at a path: how it gets to storage, and where none can be begun. */
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

  @Test
  void whoNamesADirectoryThatIsNotThereHearsOfThatAndOfHisOwnFile() {
    Path path = directory.resolve("none").resolve("file");
    NoSuchFileException failed =
        assertThrows(NoSuchFileException.class, () -> PendingFile.at(path));
    assertEquals(path + ": its directory does not exist", failed.getMessage());
  }

  @Test
  void whereNoFileCanBeMadeTheMessageNamesTheOneThatWasAskedFor() throws IOException {
    Path path = Files.createFile(directory.resolve("file")).resolve("below");
    FileSystemException failed =
        assertThrows(FileSystemException.class, () -> PendingFile.at(path));
    assertTrue(failed.toString().contains(path + ": cannot make "), failed.toString());
  }

  @Test
  void aPipeOrDeviceIsNotReplacedByAFile() throws IOException {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(path));
      IOException failed = assertThrows(IOException.class, () -> PendingFile.at(path));
      assertEquals(
          path + ": is a device, pipe or socket, expected a file or nothing", failed.getMessage());
    }
  }

  @Test
  void whatIsWrittenAfterTheCommitIsRefusedByName() throws IOException {
    Path path = directory.resolve("file");
    try (PendingFile file = PendingFile.at(path)) {
      file.commit();
      ClosedChannelException refused = assertThrows(
          ClosedChannelException.class, () -> file.sink().write(ByteBuffer.allocate(1)));
      assertEquals(path + ": was closed before writing at 0", refused.getMessage());
    }
  }

  @Test
  void whoClosesTheSinkTooEarlyHearsOfThatAtTheCommit() throws IOException {
    Path path = directory.resolve("file");
    try (PendingFile file = PendingFile.at(path)) {
      file.sink().close();
      ClosedChannelException refused = assertThrows(ClosedChannelException.class, file::commit);
      assertEquals(
          path + ": its sink was closed before the file was committed", refused.getMessage());
    }
  }

  @Test
  void whoeverWasRefusedInThisProcessDoesNotLetAnotherOneIn(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("file");
    try (PendingFile first = PendingFile.at(path)) {
      first.sink().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThrows(IOException.class, () -> PendingFile.at(path));
      assertThrows(IOException.class, () -> PendingFile.at(folder.resolve(".").resolve("file")));
      assertEquals(OtherWriter.REFUSED, OtherWriter.writing(path));
      first.commit();
    }
    assertEquals(3, Files.size(path));
    PendingFile.at(path).close();
    assertEquals(OtherWriter.WROTE, OtherWriter.writing(path));
  }

  /** Nobody would close it: its part would be left, and locked. */
  @Test
  void noFileIsBegunBesideOneThatWasGivenUpOrIsThere() throws IOException {
    Path path = directory.resolve("beside");
    for (boolean commits : List.of(false, true)) {
      PendingFiles files = PendingFiles.at(path);
      files.member("first").write(ByteBuffer.allocate(1));
      if (commits) {
        files.commit();
      }
      files.close();
      assertThrows(IllegalStateException.class, () -> files.member("second"));
      assertTrue(Files.notExists(directory.resolve(".second.part")));
    }
  }

  @Test
  void noneOfSeveralFilesIsShownIfOneCannotBeForced() throws IOException {
    Path path = directory.resolve("disk");
    Path member = directory.resolve("member");
    Files.write(member, new byte[] {7});
    try (PendingFiles files = PendingFiles.at(path)) {
      files.member("member").write(ByteBuffer.allocate(2));
      files.main().close();
      assertThrows(ClosedFileException.class, files::commit);
    }
    assertEquals(1, Files.size(member));
    assertTrue(Files.notExists(path));
    assertTrue(Files.notExists(directory.resolve(".member.part")));
  }
}
