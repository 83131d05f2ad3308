// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is written over holds the same bytes whatever its platform can do, or fails to do. */
class FileSinkTest {
  private static final int SIZE = 1 << 20;

  @TempDir
  private Path directory;

  static Stream<FakeFileOps> platforms() {
    return Stream.of(
        FakeFileOps.unable(),
        FakeFileOps.able(),
        FakeFileOps.refusing(),
        FakeFileOps.failingHalfway());
  }

  private static byte[] junk(int size) {
    byte[] junk = new byte[size];
    Arrays.fill(junk, (byte) 0x55);
    return junk;
  }

  private FileSink sink(Path path, boolean fresh, FileOps platform) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new FileSink("sink", channel, fresh, new FileAbilities(platform, path));
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void zerosOverOldBytesAreZeros(FakeFileOps platform) throws IOException {
    for (int before : new int[] {0, 1, 511, 4096, 5000}) {
      for (int zeros : new int[] {0, 1, 4095, 70_000, 300_001, SIZE - 5000}) {
        Path path = Files.write(directory.resolve("device"), junk(SIZE));
        try (FileSink sink = sink(path, false, platform)) {
          sink.write(ByteBuffer.wrap(junk(before)));
          sink.zeros(zeros);
          assertEquals(before + zeros, sink.position());
        }
        byte[] expected = junk(SIZE);
        Arrays.fill(expected, before, before + zeros, (byte) 0);
        assertArrayEquals(expected, Files.readAllBytes(path));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void zerosBeyondTheEndMakeTheFileLonger(FakeFileOps platform) throws IOException {
    Path path = Files.write(directory.resolve("short"), junk(100_000));
    try (FileSink sink = sink(path, false, platform)) {
      sink.zeros(SIZE);
    }
    assertArrayEquals(new byte[SIZE], Files.readAllBytes(path));
  }

  @Test
  void whatThePlatformClearsIsNotWritten() throws IOException {
    FakeFileOps platform = FakeFileOps.able();
    Path path = Files.write(directory.resolve("device"), junk(SIZE));
    try (FileSink sink = sink(path, false, platform)) {
      sink.zeros(SIZE);
    }
    assertEquals(SIZE, platform.cleared());
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void whatIsSaidToBeSharedIsThere(FakeFileOps platform) throws IOException {
    Path from = Files.write(directory.resolve("from"), junk(SIZE));
    Path to = Files.write(directory.resolve("to"), new byte[0]);
    FileVersion version = FileVersion.of(from);
    try (Source source = new FileSource(from, ReadChannel.open(from, version), version, platform);
        Source slice = Sources.slice("slice", source, 4096, SIZE - 4096);
        FileSink sink = sink(to, true, platform)) {
      long shared = sink.share(slice, 4096, 100_000, 8192);
      sink.transferFrom(slice, 4096 + shared, 100_000 - shared, 8192 + shared);
      sink.skip(8192 + 100_000);
    }
    byte[] expected = new byte[8192 + 100_000];
    Arrays.fill(expected, 8192, expected.length, (byte) 0x55);
    assertArrayEquals(expected, Files.readAllBytes(to));
  }

  @ParameterizedTest
  @MethodSource("platforms")
  void whatIsToBeForcedIsWrittenToStorageWhileItGrows(FakeFileOps platform) throws IOException {
    Path path = Files.write(directory.resolve("pending"), new byte[0]);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    byte[] bytes = junk((int) WriteBehind.STEP / 4);
    try (FileSink sink = FileSink.toBeForced("sink", channel, new FileAbilities(platform, path))) {
      for (int i = 0; i < 9; i++) {
        sink.write(ByteBuffer.wrap(bytes));
      }
    }
    assertEquals(9L * bytes.length, Files.size(path));
    List<Long> steps = List.of(WriteBehind.STEP, 2 * WriteBehind.STEP);
    assertEquals(steps.subList(0, Math.min(steps.size(), platform.writesBack())), platform.begun());
    assertTrue(platform.allClosed());
  }

  @Test
  void whatNobodyForcesIsNotWrittenToStorageEarly() throws IOException {
    FakeFileOps platform = FakeFileOps.able();
    Path path = Files.write(directory.resolve("plain"), new byte[0]);
    try (FileSink sink = sink(path, true, platform)) {
      sink.write(ByteBuffer.wrap(junk((int) WriteBehind.STEP)));
    }
    assertEquals(List.of(), platform.begun());
  }

  @Test
  void nothingIsSharedOverOldBytes() throws IOException {
    FakeFileOps platform = FakeFileOps.able();
    Path from = Files.write(directory.resolve("from"), junk(SIZE));
    Path to = Files.write(directory.resolve("to"), new byte[SIZE]);
    try (Source source = Sources.file(from);
        FileSink sink = sink(to, false, platform)) {
      assertEquals(0, sink.share(source, 0, SIZE, 0));
    }
  }
}
