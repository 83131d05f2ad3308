// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.diskmill.io.ContentId;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.signing.UntrustedException.Reason;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.DamagedSource;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class TrustedSourceTest {
  private static final int SIZE = 1000;
  private static final int LEAF = 64;
  private static final byte[] BYTES = Patterns.bytes(9, SIZE);

  private final ProofTest.Claims claims = new ProofTest.Claims();

  @Test
  void anyRangeReadsAsItWas() {
    Seeds.each(50, random -> {
      byte[] bytes = Patterns.bytes(random.nextLong(), random.nextInt(300));
      int leafBytes = random.nextInt(1, 70);
      Source trusted = trusted(Sources.bytes("b", ByteBuffer.wrap(bytes)), bytes, leafBytes);
      assertThat(trusted.size()).isEqualTo(bytes.length);
      assertThat(trusted.read(bytes.length, ByteBuffer.allocate(1))).isEqualTo(-1);
      for (int i = 0; i < 50; i++) {
        int from = random.nextInt(bytes.length + 1);
        int length = random.nextInt(bytes.length - from + 1);
        ByteBuffer dst = ByteBuffer.allocate(length);
        trusted.readFully(from, dst);
        assertThat(dst.flip()).isEqualTo(ByteBuffer.wrap(bytes, from, length));
      }
    });
  }

  @Test
  void noByteOfADamagedLeafGetsOut() {
    Seeds.each(100, random -> {
      long bad = random.nextInt(SIZE);
      Source damaged = DamagedSource.flipped(source(), bad, 1 << random.nextInt(8));
      Source trusted = trusted(damaged, BYTES, LEAF);
      for (long at = 0; at < SIZE; at += random.nextInt(1, LEAF)) {
        ByteBuffer dst = ByteBuffer.allocate(random.nextInt(1, LEAF));
        long offset = at;
        if (at / LEAF == bad / LEAF) {
          assertRefused(Reason.CONTENT_DIFFERS, () -> trusted.read(offset, dst))
              .hasMessageContaining("leaf " + bad / LEAF + " at " + bad / LEAF * LEAF);
          assertThat(dst.position()).isZero();
          assertThat(dst.array()).containsOnly(0);
        } else {
          assertThat(trusted.read(offset, dst)).isPositive();
        }
      }
    });
  }

  @Test
  void whatDoesNotFitTogetherIsNotEvenOpened() throws IOException {
    Hashed hashed = Contents.hashed(BYTES, LEAF, Digest.SHA_256);
    Verified<Statement> claim = claims.about(hashed.content());
    DigestTree tree = hashed.tree();
    byte[] leaves = tree.leafHashes();
    leaves[40] ^= 1;
    DigestTree other = DigestTree.of(SIZE, LEAF, leaves);
    assertRefused(Reason.CONTENT_DIFFERS, () -> claims.verifier().trusted(source(), other, claim));
    assertRefused(
        Reason.CONTENT_DIFFERS,
        () -> claims.verifier().trusted(DamagedSource.cut(source(), SIZE - 1), tree, claim));
    ContentId flatOnly =
        new ContentId(SIZE, LEAF, Optional.empty(), hashed.content().flat());
    Verified<Statement> noTree = claims.about(flatOnly);
    assertRefused(Reason.CONTENT_DIFFERS, () -> claims.verifier().trusted(source(), tree, noTree));
  }

  /** The leaf sizes 64 and 63 give the same number of leaves here, so only the claim can tell. */
  @Test
  void aTreeOverOtherLeavesIsRefused() throws IOException {
    Hashed hashed = Contents.hashed(BYTES, LEAF);
    DigestTree relabelled = DigestTree.of(SIZE, LEAF - 1, hashed.tree().leafHashes());
    assertThat(relabelled.root()).isEqualTo(hashed.tree().root());
    Verified<Statement> claim = claims.about(hashed.content());
    assertRefused(
        Reason.CONTENT_DIFFERS, () -> claims.verifier().trusted(source(), relabelled, claim));
  }

  @Test
  void readingInOrderReadsEachByteOnce() throws IOException {
    CountingSource counting = new CountingSource(source());
    Source trusted = trusted(counting, BYTES, LEAF);
    for (int at = 0; at < SIZE; at++) {
      trusted.readFully(at, ByteBuffer.allocate(1));
    }
    assertThat(counting.bytes()).isEqualTo(SIZE);
  }

  @Test
  void leavesThatAreFarBackAreLetGo() throws IOException {
    byte[] bytes = Patterns.bytes(1, 65 * 4);
    CountingSource counting = new CountingSource(Sources.bytes("b", ByteBuffer.wrap(bytes)));
    Source trusted = trusted(counting, bytes, 4);
    for (int round = 0; round < 2; round++) {
      for (int at = 0; at < bytes.length; at += 4) {
        trusted.readFully(at, ByteBuffer.allocate(4));
      }
    }
    assertThat(counting.bytesReadAgain()).isEqualTo(bytes.length);
  }

  @Test
  void manyThreadsReadTheSameBytes() throws Exception {
    CountingSource counting = new CountingSource(source());
    Source trusted = trusted(counting, BYTES, LEAF);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        SplittableRandom random = new SplittableRandom(thread);
        running.add(threads.submit(() -> {
          for (int i = 0; i < 500; i++) {
            int from = random.nextInt(SIZE - 10);
            ByteBuffer dst = ByteBuffer.allocate(10);
            trusted.readFully(from, dst);
            assertThat(dst.flip()).isEqualTo(ByteBuffer.wrap(BYTES, from, 10));
          }
          return null;
        }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(counting.bytesReadAgain()).isZero();
  }

  @Test
  void afterClosingNothingIsRead() throws IOException {
    CountingSource counting = new CountingSource(source());
    Source trusted = trusted(counting, BYTES, LEAF);
    trusted.readFully(0, ByteBuffer.allocate(1));
    trusted.close();
    trusted.close();
    assertThat(counting.closed()).isTrue();
    assertThatThrownBy(() -> trusted.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
  }

  private static Source source() {
    return Sources.bytes("image", ByteBuffer.wrap(BYTES));
  }

  private Source trusted(Source raw, byte[] bytes, int leafBytes) throws IOException {
    Hashed hashed = Contents.hashed(bytes, leafBytes);
    return claims.verifier().trusted(raw, hashed.tree(), claims.about(hashed.content()));
  }
}
