// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.diskmill.io.FileOps;
import org.diskmill.io.SparseSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What all file calls must do, whether the file system of the temporary folder can do anything or
 * nothing: whatever they say they did is done, and nothing around it changed.
 */
class FileOpsTest {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 64;

  @TempDir
  private Path directory;

  static Stream<FileOps> implementations() {
    return Stream.of(new PosixFileOps(), new UnableFileOps());
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void whatIsClearedReadsAsZerosAndNothingElseChanges(FileOps files) {
    Seeds.each(8, random -> {
      byte[] expected = Patterns.bytes(random.nextLong(), BLOCKS * BLOCK);
      Path path = Files.write(directory.resolve("cleared"), expected);
      int from = random.nextInt(BLOCKS) * BLOCK;
      int to = from + (1 + random.nextInt(BLOCKS - from / BLOCK)) * BLOCK;
      if (clear(files, path, from, to - from)) {
        Arrays.fill(expected, from, to, (byte) 0);
      }
      assertArrayEquals(expected, Files.readAllBytes(path));
    });
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void whatIsSharedIsEqualAndBeforeItNothingChanges(FileOps files) {
    Seeds.each(8, random -> {
      byte[] theirs = Patterns.bytes(random.nextLong(), BLOCKS * BLOCK);
      byte[] ours = Patterns.bytes(random.nextLong(), BLOCKS * BLOCK);
      Path from = Files.write(directory.resolve("from"), theirs);
      Path to = Files.write(directory.resolve("to"), ours);
      int offset = random.nextInt(BLOCKS) * BLOCK;
      int length = unaligned(random, theirs.length - offset);
      int at = random.nextInt(BLOCKS) * BLOCK;
      int shared = (int) share(files, from, offset, length, to, at);
      assertTrue(shared >= 0 && shared <= length);
      byte[] after = Files.readAllBytes(to);
      byte[] expected = Arrays.copyOf(ours, Math.max(ours.length, at + shared));
      System.arraycopy(theirs, offset, expected, at, shared);
      assertArrayEquals(expected, after);
      assertArrayEquals(theirs, Files.readAllBytes(from));
    });
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void whatDoesNotLieOnBlocksIsLeftToTheCaller(FileOps files) throws IOException {
    byte[] theirs = Patterns.bytes(1, 4 * BLOCK);
    Path from = Files.write(directory.resolve("from"), theirs);
    Path to = Files.write(directory.resolve("to"), new byte[4 * BLOCK]);
    assertEquals(0, share(files, from, 512, BLOCK, to, 0));
    assertEquals(0, share(files, from, 0, BLOCK, to, 512));
    assertEquals(0, share(files, from, 0, BLOCK - 1, to, 0));
    assertArrayEquals(new byte[4 * BLOCK], Files.readAllBytes(to));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void whatIsWrittenEarlyStaysAsItIs(FileOps files) throws IOException {
    byte[] expected = Patterns.bytes(3, BLOCKS * BLOCK + 1);
    Path path = Files.write(directory.resolve("early"), new byte[0]);
    Optional<FileOps.WriteBack> able = files.writeBack(path);
    if (able.isPresent()) {
      try (FileOps.WriteBack early = able.get();
          RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        for (int at = 0; at < expected.length; at += BLOCK) {
          file.write(expected, at, Math.min(BLOCK, expected.length - at));
          early.begin();
        }
      }
      assertArrayEquals(expected, Files.readAllBytes(path));
      assertThrows(IOException.class, able.get()::begin);
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aFileSystemThatCannotBeNamedIsNoFailure(FileOps files) throws IOException {
    Path nowhere = directory.resolve("missing").resolve("file");
    assertEquals(Optional.empty(), files.sharing(nowhere));
    assertEquals(Optional.empty(), files.writeBack(nowhere));
  }

  @Test
  void theKernelTakesTheRequestToWriteEarly() throws IOException {
    assumeTrue(Posix.available());
    Path path = Files.write(directory.resolve("early"), Patterns.bytes(4, BLOCK));
    int number = Posix.open(path.toString(), Posix.O_RDWR | Posix.O_CLOEXEC);
    try (PosixWriteBack early = new PosixWriteBack(new Descriptor(path, number))) {
      early.begin();
      assertFalse(early.refused());
    }
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void nothingThatWasWrittenIsCalledAHoleHoweverItIsAskedFor(FileOps files) {
    Seeds.each(8, random -> {
      Path path = directory.resolve("holey");
      boolean[] written = new boolean[BLOCKS];
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(0);
        file.setLength(BLOCKS * BLOCK);
        for (int i = 0; i < BLOCKS / 4; i++) {
          int block = random.nextInt(BLOCKS);
          written[block] = true;
          file.seek((long) block * BLOCK);
          file.write(Patterns.bytes(block, BLOCK));
        }
      }
      Optional<FileOps.HoleMap> able = files.holes(path);
      if (able.isEmpty()) {
        return;
      }
      try (FileOps.HoleMap holes = able.get()) {
        for (int i = 0; i < BLOCKS; i++) {
          askedFrom(holes, random.nextInt(BLOCKS * BLOCK), written);
        }
        for (long at = 0; at < BLOCKS * BLOCK; ) {
          at = askedFrom(holes, at, written);
        }
      }
    });
  }

  @Test
  void whatIsStoredIsWhatTheFileSystemKeepsOfAFile() throws IOException {
    assumeTrue(Posix.available());
    Path path = directory.resolve("holey");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(1L << 30);
      file.seek(1 << 20);
      file.write(Patterns.bytes(1, 16 * BLOCK));
      file.getFD().sync();
    }
    try (FileOps.HoleMap holes = new PosixFileOps().holes(path).orElseThrow()) {
      long stored = holes.storedBytes().orElseThrow();
      assertTrue(stored >= 16 * BLOCK && stored < 1 << 20, () -> stored + " bytes");
    }
  }

  /** Asks there, and returns where the run ends. */
  private static long askedFrom(FileOps.HoleMap holes, long offset, boolean[] written)
      throws IOException {
    SparseSource.Run run = holes.runAt(offset, BLOCKS * BLOCK, BLOCKS * BLOCK);
    assertEquals(offset, run.at());
    assertTrue(run.length() > 0 && run.end() <= BLOCKS * BLOCK, run.toString());
    for (long at = offset; run.hole() && at < run.end(); at++) {
      assertTrue(!written[(int) (at / BLOCK)], run + " has data at " + at);
    }
    return run.end();
  }

  private static int unaligned(SplittableRandom random, int most) {
    return 1 + random.nextInt(most);
  }

  private static boolean clear(FileOps files, Path path, long at, long length) throws IOException {
    Optional<FileOps.Clearing> able = files.clearing(path);
    if (able.isEmpty()) {
      return false;
    }
    try (FileOps.Clearing clearing = able.get()) {
      return clearing.clear(at, length);
    }
  }

  private static long share(FileOps files, Path from, long offset, long length, Path to, long at)
      throws IOException {
    Optional<FileOps.HoleMap> source = files.holes(from);
    Optional<FileOps.Sharing> able = files.sharing(to);
    if (source.isEmpty() || able.isEmpty()) {
      return 0;
    }
    try (FileOps.HoleMap holes = source.get();
        FileOps.Sharing sharing = able.get()) {
      return sharing.share(holes, offset, length, at);
    }
  }
}
