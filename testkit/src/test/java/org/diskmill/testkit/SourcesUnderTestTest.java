// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

class SourcesUnderTestTest {
  private static final int SIZE = 1000;
  private static final byte[] BYTES = Patterns.bytes(1, SIZE);

  @Test
  void readsAndWhatWasReadAgainAreCounted() throws IOException {
    CountingSource counting = new CountingSource(source());
    counting.readFully(0, ByteBuffer.allocate(100));
    counting.readFully(200, ByteBuffer.allocate(100));
    assertThat(counting.bytesReadAgain()).isZero();
    counting.readFully(50, ByteBuffer.allocate(200));
    counting.readFully(999, ByteBuffer.allocate(1));
    assertThat(counting.reads()).isEqualTo(4);
    assertThat(counting.bytes()).isEqualTo(401);
    assertThat(counting.bytesReadAgain()).isEqualTo(100);
    counting.close();
    assertThat(counting.closed()).isTrue();
  }

  @Test
  void bytesReadAgainAreRightForAnyRanges() {
    Seeds.each(50, random -> {
      CountingSource counting = new CountingSource(source());
      int[] times = new int[SIZE];
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(SIZE);
        int to = random.nextInt(from, SIZE) + 1;
        counting.readFully(from, ByteBuffer.allocate(to - from));
        for (int at = from; at < to; at++) {
          times[at]++;
        }
      }
      long again = 0;
      for (int time : times) {
        again += Math.max(0, time - 1);
      }
      assertThat(counting.bytesReadAgain()).isEqualTo(again);
    });
  }

  @Test
  void theCallThatShouldFailFails() throws IOException {
    Faults faults = Faults.onCall(2);
    Source faulty = new FaultySource(source(), faults);
    faulty.readFully(0, ByteBuffer.allocate(10));
    assertThatThrownBy(() -> faulty.readFully(0, ByteBuffer.allocate(10)))
        .isInstanceOf(InjectedFault.class);
    faulty.readFully(0, ByteBuffer.allocate(10));
    assertThat(faults.calls()).isEqualTo(3);
    assertThat(faults.thrown()).isEqualTo(1);
  }

  @Test
  void randomFaultsAreTheSameForTheSameSeedAndAsOftenAsAsked() {
    Faults one = Faults.random(7, 0.25);
    Faults same = Faults.random(7, 0.25);
    for (int i = 0; i < 2000; i++) {
      assertThat(fails(one)).isEqualTo(fails(same));
    }
    assertThat(one.thrown()).isBetween(400L, 600L);
  }

  @Test
  void shortReadsGiveTheSameBytes() throws IOException {
    ByteBuffer read = ByteBuffer.allocate(SIZE);
    CountingSource counting = new CountingSource(source());
    new ShortReads(counting, 7, 3).readFully(0, read);
    assertThat(read.array()).isEqualTo(BYTES);
    assertThat(counting.reads()).isGreaterThan(SIZE / 7);
  }

  @Test
  void oneByteIsDamagedHoweverItIsRead() throws IOException {
    byte[] expected = BYTES.clone();
    expected[500] ^= 0x40;
    Source damaged = DamagedSource.flipped(source(), 500, 0x40);
    for (int step : new int[] {1, 7, 500, 501, SIZE}) {
      ByteBuffer read = ByteBuffer.allocate(SIZE);
      for (int at = 0; at < SIZE; at += step) {
        damaged.readFully(at, read.limit(Math.min(SIZE, at + step)));
      }
      assertThat(read.array()).isEqualTo(expected);
    }
  }

  @Test
  void aCutSourceEndsEarly() throws IOException {
    Source cut = DamagedSource.cut(source(), 300);
    assertThat(cut.size()).isEqualTo(300);
    assertThat(cut.read(300, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(cut.read(290, ByteBuffer.allocate(50))).isEqualTo(10);
  }

  @Test
  void aSlowReadWaitsForItsGate() throws Exception {
    Gate gate = new Gate();
    Source slow = new SlowSource(source(), gate);
    CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
      try {
        return slow.read(0, ByteBuffer.allocate(10));
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    });
    gate.awaitArrival();
    assertThat(read).isNotDone();
    gate.letThrough(1);
    assertThat(read.get()).isEqualTo(10);
  }

  @Test
  void whatWasNotClosedIsReportedWithWhereItWasOpened() throws IOException {
    LeakCheck check = new LeakCheck();
    Source kept = check.watch(source());
    check.watch(source()).close();
    assertThat(check.stillOpen()).isEqualTo(1);
    assertThatThrownBy(check::close)
        .isInstanceOf(AssertionError.class)
        .satisfies(leak -> assertThat(leak.getSuppressed()[0].getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(SourcesUnderTestTest.class.getName())));
    kept.close();
    check.close();
  }

  private static boolean fails(Faults faults) {
    try {
      faults.call("call");
      return false;
    } catch (IOException fault) {
      return true;
    }
  }

  private static Source source() {
    return Sources.bytes("bytes", ByteBuffer.wrap(BYTES));
  }
}
