// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;
import org.junit.jupiter.api.Test;

class PatternsTest {
  @Test
  void aPatternIsTheSameFromAnyOffset() {
    byte[] whole = Patterns.bytes(3, 2000);
    Seeds.each(100, random -> {
      int from = random.nextInt(2000);
      ByteBuffer part = ByteBuffer.allocate(random.nextInt(2000 - from));
      Patterns.source(3, 2000).readFully(from, part);
      assertThat(part.array()).isEqualTo(Arrays.copyOfRange(whole, from, from + part.limit()));
    });
  }

  @Test
  void seedsDiffer() {
    assertThat(Patterns.bytes(1, 100)).isNotEqualTo(Patterns.bytes(2, 100));
  }

  @Test
  void aHugeSourceCostsNothing() throws IOException {
    try (Source source = Patterns.source(1, Long.MAX_VALUE)) {
      ByteBuffer end = ByteBuffer.allocate(10);
      source.readFully(Long.MAX_VALUE - 10, end);
      assertThat(Zeros.only(end.flip())).isFalse();
    }
  }

  @Test
  void aSparsePatternHasZeroBlocksAndOthers() throws IOException {
    int zeros = 0;
    try (Source source = Patterns.sparse(5, 6400, 64)) {
      for (int block = 0; block < 100; block++) {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        source.readFully(block * 64L, bytes);
        zeros += Zeros.only(bytes.flip()) ? 1 : 0;
      }
    }
    assertThat(zeros).isBetween(30, 70);
  }

  @Test
  void aFailureSaysItsSeedAndTheSeedRepeatsIt() {
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(() -> Seeds.each(10, random -> {
          runs.incrementAndGet();
          throw new IOException("as ever");
        }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Ddiskmill.seed=")
        .hasMessageContaining("as ever");
    assertThat(runs).hasValue(1);
  }
}
