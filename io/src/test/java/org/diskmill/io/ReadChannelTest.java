// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadChannelTest {
  private static final int SIZE = 100_000;
  private static final byte[] CONTENT = new byte[SIZE];

  static {
    new Random(5).nextBytes(CONTENT);
  }

  @TempDir
  private Path directory;

  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = Files.write(directory.resolve("file"), CONTENT);
  }

  private static void assertReads(Source file) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(SIZE);
    file.readFully(0, all);
    assertEquals(ByteBuffer.wrap(CONTENT), all.flip());
  }

  /** Reads as a thread that was interrupted does. */
  private static void readInterrupted(Source file) {
    Thread.currentThread().interrupt();
    try {
      assertThrows(ClosedByInterruptException.class, () -> file.read(0, ByteBuffer.allocate(10)));
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt stays the thread's");
    }
  }

  @Test
  void whoeverIsNotInterruptedReadsOn() throws IOException {
    try (Source file = Sources.file(path)) {
      for (int i = 0; i < 3; i++) {
        readInterrupted(file);
        assertReads(file);
      }
    }
  }

  @Test
  void readersDoNotNoticeThatOthersAreInterruptedAllTheTime()
      throws IOException, InterruptedException, ExecutionException {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Source file = Sources.file(path)) {
      Future<?> interrupted = threads.submit(() -> {
        while (!done.get()) {
          readInterrupted(file);
        }
      });
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> {
          for (int turn = 0; turn < 200; turn++) {
            assertReads(file);
          }
          return true;
        }));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
      done.set(true);
      interrupted.get();
    } finally {
      done.set(true);
      threads.shutdown();
    }
  }

  @Test
  void aFileThatWasReplacedMeanwhileIsNotTakenForTheOneThatWasOpened() throws IOException {
    try (Source file = Sources.file(path)) {
      Path other = Files.write(directory.resolve("other"), new byte[SIZE]);
      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      assertReads(file);
      readInterrupted(file);
      IOException replaced = assertThrows(IOException.class, () -> assertReads(file));
      assertTrue(
          replaced.toString().contains(path + ": was closed, since a thread"), replaced.toString());
    }
  }

  @Test
  void whatWasClosedSaysWhichFileItWas() throws IOException {
    Source file = Sources.file(path);
    file.close();
    ClosedChannelException closed =
        assertThrows(ClosedChannelException.class, () -> file.read(0, ByteBuffer.allocate(10)));
    assertEquals(path + ": was closed before it was read", closed.getMessage());
  }
}
