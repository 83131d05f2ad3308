// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Tasks;

/**
 * Reads a source's content beside the import that also reads it, so that a later import can tell
 * whether it is the same. Closing stops it.
 */
final class ContentReading implements SourceContent {
  private final Job job = Job.unattended();
  private final FutureTask<Digest> reading;

  private ContentReading(Source source) {
    this.reading = new FutureTask<>(() -> SourceIdentity.content(source, job));
  }

  /** Begins on a thread of its own. */
  static ContentReading begin(Source source) {
    ContentReading begun = new ContentReading(source);
    Thread thread = new Thread(begun.reading, "diskmill-content");
    thread.setDaemon(true);
    thread.start();
    return begun;
  }

  @Override
  public Digest digest() throws IOException {
    try {
      return reading.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    } catch (ExecutionException failed) {
      return Tasks.result(reading);
    }
  }

  /** Returns when the source is no longer read. */
  @Override
  public void close() {
    job.cancel();
    try {
      Uninterruptibles.getUninterruptibly(reading);
    } catch (ExecutionException ended) {
      // Whoever wanted the digest has met it.
    }
  }
}
