// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Digest;
import org.diskmill.io.Hashed;
import org.diskmill.io.Job;
import org.diskmill.io.LeafSink;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Digests by several threads are those by one, from one reading. */
class SourceHashingTest {
  /** An executor that never comes to it. */
  private static final Executor BUSY = task -> {};

  /** One that has no room, or was shut down. */
  private static final Executor REFUSING = task -> {
    throw new RejectedExecutionException("no room");
  };

  /** One that fails in a way of its own. */
  private static final Executor BROKEN = task -> {
    throw new IllegalStateException("no context");
  };

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private static Source source(byte[] bytes) {
    return Sources.bytes("source", ByteBuffer.wrap(bytes));
  }

  private static Digest plain(String algorithm, byte[] bytes) {
    return Digest.of(algorithm, Digest.function(algorithm).digest(bytes));
  }

  private static Hashed byOne(byte[] bytes, int leafBytes) throws IOException {
    try (LeafSink leaves = new LeafSink(leafBytes, leaf -> {})) {
      leaves.write(ByteBuffer.wrap(bytes));
      return leaves.finish();
    }
  }

  @Test
  void theDigestsAreThoseOfOneThreadAndEveryByteIsReadOnce() {
    Seeds.each(60, random -> {
      byte[] bytes = Patterns.bytes(random.nextLong(), random.nextInt(3 << 20));
      int leafBytes = 1 + random.nextInt(1 << 10 + random.nextInt(12));
      String[] flat =
          random.nextBoolean() ? new String[0] : new String[] {"SHA-512", "MD5", "SHA-256"};
      Executor helpers = switch (random.nextInt(5)) {
        case 0 -> BUSY;
        case 1 -> REFUSING;
        case 2 -> Runnable::run;
        case 3 -> BROKEN;
        default -> threads;
      };
      CountingSource counted = new CountingSource(source(bytes));
      Hashed found = Sources.hash(counted, leafBytes, "test", helpers, Job.unattended(), flat);
      assertThat(found.tree()).isEqualTo(byOne(bytes, leafBytes).tree());
      for (String algorithm : flat) {
        assertThat(found.flat(algorithm)).contains(plain(algorithm, bytes));
      }
      assertThat(counted.bytes()).isEqualTo(bytes.length);
      assertThat(counted.bytesReadAgain()).isZero();
    });
  }

  @Test
  void aSinkWithHelpersMakesTheSameDigests() {
    Seeds.each(30, random -> {
      byte[] bytes = Patterns.bytes(random.nextLong(), random.nextInt(1 << 20));
      int leafBytes = 1 + random.nextInt(1 << 10 + random.nextInt(10));
      String[] flat = {"SHA-512", "MD5"};
      Executor helpers = List.of(BUSY, BROKEN, threads).get(random.nextInt(3));
      try (LeafSink leaves = new LeafSink(leafBytes, leaf -> {}, helpers, flat)) {
        for (int at = 0; at < bytes.length; ) {
          int count = Math.min(bytes.length - at, 1 + random.nextInt(3 * leafBytes));
          leaves.write(ByteBuffer.wrap(bytes, at, count));
          at += count;
        }
        Hashed found = leaves.finish();
        assertThat(found.tree().root()).isEqualTo(byOne(bytes, leafBytes).tree().root());
        for (String algorithm : flat) {
          assertThat(found.flat(algorithm)).contains(plain(algorithm, bytes));
        }
      }
    });
  }

  @Test
  void aFailureOfAnyReadIsTheCallersAndNobodyReadsAfterIt() {
    Seeds.each(30, random -> {
      byte[] bytes = Patterns.bytes(1, 100_000);
      Faults faults = Faults.onCall(1 + random.nextInt(40));
      CountingSource counted = new CountingSource(new FaultySource(source(bytes), faults));
      String[] flat = random.nextBoolean() ? new String[0] : new String[] {Digest.SHA_512};
      assertThatThrownBy(() -> Sources.hash(counted, 1000, "test", threads, Job.unattended(), flat))
          .isInstanceOf(InjectedFault.class);
      long calls = faults.calls();
      Thread.onSpinWait();
      assertThat(faults.calls()).isEqualTo(calls);
    });
  }

  @Test
  void aCancelledJobStopsIt() {
    Job job = Job.unattended();
    job.cancel();
    assertThatThrownBy(() -> Sources.hash(source(new byte[5000]), 1000, "test", threads, job))
        .isInstanceOf(CancelledException.class);
  }
}
