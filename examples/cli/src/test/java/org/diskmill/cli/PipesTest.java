// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipesTest {
  private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");

  @TempDir
  private Path directory;

  private Path pipe;

  @BeforeEach
  void make() throws IOException, InterruptedException {
    boolean needed = "required".equals(System.getProperty("diskmill.tools"));
    assumeTrue(needed || Files.isExecutable(MKFIFO), "no mkfifo");
    pipe = directory.resolve("pipe");
    assertEquals(
        0, new ProcessBuilder(MKFIFO.toString(), pipe.toString()).start().waitFor());
  }

  @Test
  void whoeverWaitsForAReaderCanBeCancelled() throws Exception {
    Job job = Job.unattended();
    FutureTask<OutputStream> opening = new FutureTask<>(() -> Pipes.open(pipe, job));
    Thread waiting = new Thread(opening);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    job.cancel();
    waiting.join();
    ExecutionException ended = assertThrows(ExecutionException.class, opening::get);
    assertInstanceOf(CancelledException.class, ended.getCause());
  }

  @Test
  void aReaderGetsWhatIsWritten() throws Exception {
    FutureTask<byte[]> reading = new FutureTask<>(() -> Files.readAllBytes(pipe));
    new Thread(reading).start();
    try (OutputStream out = Pipes.open(pipe, Job.unattended())) {
      out.write(7);
    }
    assertArrayEquals(new byte[] {7}, reading.get());
  }
}
