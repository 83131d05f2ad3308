// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** What every ledger does. */
abstract class LedgerContract {
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");
  static final UUID IMAGE = new UUID(3, 4);

  abstract Ledger ledger();

  /** One entry of each kind, with texts that are hard to keep. */
  static List<LedgerEntry> oneOfEach() {
    String text = "quote \" backslash \\ line\nend ü \u0000 \uD83D\uDCBE";
    Digest digest = new Digest("SHA-512", "0f".repeat(64));
    // More leaves than fit a megabyte of text.
    int leaves = 40_000;
    byte[] hashes = Patterns.bytes(5, leaves * DigestTree.HASH_BYTES);
    DigestTree large = DigestTree.of(leaves * 64L, 64, hashes);
    DigestTree empty = DigestTree.of(0, DigestTree.LEAF_BYTES, new byte[0]);
    return List.of(
        new LedgerEntry.Asked(text, text, text),
        new LedgerEntry.SourceRead(Long.MAX_VALUE, digest),
        new LedgerEntry.Began(text, text),
        new LedgerEntry.Produced(text, large),
        new LedgerEntry.Produced("", empty),
        new LedgerEntry.Uploading("c", text, "key:id"),
        new LedgerEntry.Staged("c", text, 1, Integer.MAX_VALUE),
        new LedgerEntry.Proven("c", text, digest),
        new LedgerEntry.Attested(text, text, digest),
        new LedgerEntry.Published("c", text, 7, text, true),
        new LedgerEntry.Failed("c", "CODE", text),
        new LedgerEntry.RollingBack(text),
        new LedgerEntry.Withdrawn("c"),
        new LedgerEntry.Ended(text));
  }

  @Test
  void everyKindOfEntryIsReadAsItWasWritten() throws IOException {
    assertThat(oneOfEach().stream().map(Object::getClass).collect(Collectors.toSet()))
        .as("kinds in this test")
        .hasSize(LedgerEntry.class.getPermittedSubclasses().length);
    for (LedgerEntry entry : oneOfEach()) {
      LedgerLine line = ledger().append(IMAGE, entry);
      assertThat(line.entry()).isEqualTo(entry);
      assertThat(line.written()).isEqualTo(NOW);
    }

    assertThat(ledger().lines(IMAGE)).extracting(LedgerLine::entry).isEqualTo(oneOfEach());
  }

  @Test
  void linesOfOneImageAreItsOwnAndInOrder() throws IOException {
    UUID other = new UUID(5, 6);
    LedgerLine first = ledger().append(IMAGE, new LedgerEntry.Ended("1"));
    LedgerLine strange = ledger().append(other, new LedgerEntry.Ended("2"));
    LedgerLine third = ledger().append(IMAGE, new LedgerEntry.Ended("3"));

    assertThat(ledger().lines(IMAGE)).containsExactly(first, third);
    assertThat(ledger().lines(other)).containsExactly(strange);
    assertThat(ledger().lines(new UUID(7, 8))).isEmpty();
    assertThat(third.number()).isGreaterThan(first.number());
  }

  @Test
  void manyThreadsLoseNoLine() {
    Set<Long> numbers = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 100).parallel().forEach(i -> {
      try {
        LedgerLine line = ledger().append(IMAGE, new LedgerEntry.Ended("line " + i));
        assertThat(ledger().lines(IMAGE)).contains(line);
        assertThat(numbers.add(line.number())).isTrue();
      } catch (IOException failed) {
        throw new AssertionError(failed);
      }
    });

    assertThat(numbers).hasSize(100);
  }
}
