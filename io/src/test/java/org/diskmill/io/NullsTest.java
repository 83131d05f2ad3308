// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A null that is only met later is met on another thread, or far from who passed it. */
@SuppressWarnings("NullAway") // What callers without such a checker do.
class NullsTest {
  private static void assertNamed(String argument, Executable call) {
    assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
  }

  @Test
  void jobsNameThem() {
    Job job = Job.unattended();
    assertNamed("listener", () -> Job.watched(null));
    assertNamed("listener", () -> Job.watched(null, System::nanoTime));
    assertNamed("nanoClock", () -> Job.watched(progress -> {}, null));
    assertNamed("name", () -> job.begin(null));
    assertNamed("name", () -> job.begin(null, 1));
    assertNamed("firstWait", () -> new RetryPolicy(1, null, 1, 0));
  }

  @Test
  void sourcesNameThem(@TempDir Path directory) {
    Job job = Job.unattended();
    Source source = Sources.bytes("bytes", ByteBuffer.allocate(8));
    assertNamed("path", () -> Sources.file(null));
    assertNamed("name", () -> Sources.slice(null, source, 0, 1));
    assertNamed("whole", () -> Sources.slice("slice", null, 0, 1));
    assertNamed("name", () -> Sources.bytes(null, ByteBuffer.allocate(1)));
    assertNamed("bytes", () -> Sources.bytes("bytes", null));
    InputStream in = InputStream.nullInputStream();
    assertNamed("name", () -> Sources.spool(null, in, directory, 1, job));
    assertNamed("in", () -> Sources.spool("spool", null, directory, 1, job));
    assertNamed("directory", () -> Sources.spool("spool", in, null, 1, job));
    assertNamed("job", () -> Sources.spool("spool", in, directory, 1, null));
    assertNamed("source", () -> Sources.hash(null, "hashing", job));
    assertNamed("job", () -> Sources.hash(source, "hashing", null));
    assertNamed("source", () -> Sources.hash(null, 4, "hashing", Runnable::run, job));
    assertNamed("activity", () -> Sources.hash(source, 4, null, Runnable::run, job));
    assertNamed("helpers", () -> Sources.hash(source, 4, "hashing", null, job));
    assertNamed("job", () -> Sources.hash(source, 4, "hashing", Runnable::run, null));
    assertNamed("out", () -> Sources.copy(source, null, "copying", job));
    assertNamed("activity", () -> Sources.copy(source, Sinks.counting(), null, job));
  }

  @Test
  void sinksNameThem() {
    assertNamed("path", () -> Sinks.newFile(null));
    assertNamed("path", () -> Sinks.device(null));
    assertNamed("path", () -> PendingFile.at(null));
    assertNamed("sink", () -> Targets.single(null));
    assertNamed("name", () -> Sinks.stream(null, new ByteArrayOutputStream()));
    assertNamed("out", () -> Sinks.stream("stream", null));
    assertNamed("receiver", () -> new LeafSink(4, null));
    assertNamed("helpers", () -> new LeafSink(4, leaf -> {}, (Executor) null));
  }
}
