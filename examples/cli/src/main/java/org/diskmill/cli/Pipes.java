// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.diskmill.io.Job;
import org.diskmill.io.Tasks;

/** Opens what cannot be opened before somebody reads it. */
final class Pipes {
  /** How often one that waits looks whether it was cancelled, in milliseconds. */
  private static final long LOOK = 100;

  private Pipes() {}

  /**
   * Opens a named pipe or character device for writing, and waits for a reader where it needs one.
   *
   * @throws org.diskmill.io.CancelledException when {@code job} is cancelled while it waits
   */
  static OutputStream open(Path path, Job job) throws IOException {
    FutureTask<OutputStream> opening = new FutureTask<>(() -> opened(path, job));
    // No call of the JDK ends the wait, so a thread is left in it that keeps no process alive.
    Thread thread = new Thread(opening, "diskmill-pipe");
    thread.setDaemon(true);
    thread.start();
    try {
      while (thread.isAlive()) {
        job.checkpoint();
        thread.join(LOOK);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening " + path, stopped);
    }
    job.checkpoint();
    return Tasks.result(opening);
  }

  private static OutputStream opened(Path path, Job job) throws IOException {
    OutputStream pipe = new FileOutputStream(path.toFile());
    if (job.cancelled()) {
      // Nobody is left to close it.
      pipe.close();
    }
    return pipe;
  }
}
