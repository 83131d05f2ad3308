// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeafReadingTest {
  private static final int LEAF = 100;
  private static final int LEAVES = 20;

  private final byte[] content = Patterns.bytes(1, LEAVES * LEAF - 30);
  private final DigestTree tree;
  private final List<Integer> all = IntStream.range(0, LEAVES).boxed().toList();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Counted source = new Counted(content);

  LeafReadingTest() throws IOException {
    tree = Sources.hash(
            Sources.bytes("content", ByteBuffer.wrap(content)),
            LEAF,
            "hashing",
            Runnable::run,
            Job.unattended())
        .tree();
  }

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  @Test
  void whoGoesAtTheSamePaceSharesEveryLeaf() throws Exception {
    CyclicBarrier step = new CyclicBarrier(2);
    LeafReading reading = new LeafReading(source, tree, threads);
    Future<byte[]> other = threads.submit(() -> pull(reading, step::await));
    assertThat(pull(reading, step::await)).isEqualTo(content);
    assertThat(other.get()).isEqualTo(content);
    assertThat(source.reads).hasValue(LEAVES);
  }

  @Test
  void whoFallsBehindHoldsNobodyUpAndReadsForItself() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    LeafReading reading = new LeafReading(source, tree, threads);
    Future<byte[]> slow = threads.submit(() -> pull(reading, done::await));
    assertThat(pull(reading, () -> {})).isEqualTo(content);
    done.countDown();
    assertThat(slow.get()).isEqualTo(content);
    assertThat(source.reads.get()).isBetween(LEAVES + 1, 2 * LEAVES);
  }

  @Test
  void helpersThatNeverBeginAreNotWaitedFor() throws Exception {
    Executor busy = work -> {};
    assertThat(pull(new LeafReading(source, tree, busy), () -> {})).isEqualTo(content);
    assertThat(source.reads).hasValue(LEAVES);
  }

  @Test
  void helpersThatFailInAnyWayLoseNothing() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    // Takes some, takes some and fails all the same, and fails at the rest.
    Executor broken = work -> {
      int next = turn.incrementAndGet() % 3;
      if (next != 0) {
        threads.execute(work);
      }
      if (next != 1) {
        throw new IllegalStateException("no context");
      }
    };
    assertThat(pull(new LeafReading(source, tree, broken), () -> {})).isEqualTo(content);
    assertThat(source.reads).hasValue(LEAVES);
  }

  @Test
  void aLeafThatIsNotWhatTheTreeSaysIsNeverHandedOn() {
    source.bytes[7 * LEAF] ^= 1;
    AtomicInteger taken = new AtomicInteger();
    assertThatThrownBy(() -> pull(new LeafReading(source, tree, threads), taken::incrementAndGet))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("leaf 7 at 700");
    assertThat(taken).hasValue(7);
  }

  @Test
  void aCopyThatIsTooShortFailsAsAReading() {
    Source cut = Sources.bytes("cut", ByteBuffer.wrap(Patterns.bytes(1, 5 * LEAF + 1)));
    assertThatThrownBy(() -> pull(new LeafReading(cut, tree, threads), () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut");
  }

  @Test
  void aReadingThatFailedOnceIsDoneAnewForTheNext() throws Exception {
    LeafReading reading = new LeafReading(source, tree, threads);
    source.fails.set(true);
    assertThatThrownBy(() -> pull(reading, () -> {})).hasMessageContaining("no way to read");
    source.fails.set(false);
    assertThat(pull(reading, () -> {})).isEqualTo(content);
  }

  @Test
  void theLastWhoLeavesClosesTheCopyAndTheNextOpensItAgain() throws Exception {
    Feeding feeding = new Feeding(() -> source, threads);
    LeafReading one = feeding.join(tree);
    assertThat(feeding.join(tree)).isSameAs(one);
    feeding.leave();
    assertThat(source.closed).isFalse();
    feeding.leave();
    assertThat(source.closed).isTrue();
    assertThat(feeding.join(tree)).isNotSameAs(one);
    feeding.leave();
  }

  private interface Step {
    void run() throws Exception;
  }

  private byte[] pull(LeafReading from, Step step) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LeafPull.of(from, tree, all, "pulling", Job.unattended(), leaf -> {
      byte[] bytes = new byte[leaf.bytes().remaining()];
      leaf.bytes().duplicate().get(bytes);
      out.write(bytes);
      try {
        step.run();
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    });
    return out.toByteArray();
  }

  /** Leaves are so small that each is one read. */
  private static final class Counted implements Source {
    final byte[] bytes;
    final AtomicInteger reads = new AtomicInteger();
    final AtomicBoolean fails = new AtomicBoolean();
    final AtomicBoolean closed = new AtomicBoolean();

    Counted(byte[] content) {
      this.bytes = content.clone();
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(long offset, ByteBuffer dst) throws IOException {
      reads.incrementAndGet();
      if (fails.get()) {
        throw new IOException("no way to read");
      }
      int count = (int) Math.min(dst.remaining(), bytes.length - offset);
      dst.put(bytes, (int) offset, count);
      return count;
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
