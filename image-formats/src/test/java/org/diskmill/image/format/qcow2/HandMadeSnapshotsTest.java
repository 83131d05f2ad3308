// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.SnapshotInfo;
import org.diskmill.image.check.CheckReport;
import org.diskmill.io.Job;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Snapshot tables that no tool writes today. */
class HandMadeSnapshotsTest {
  private static final int LARGE = 8 << 20;

  private final HandMade made = new HandMade(3);

  /** A state of its own, whose cluster 1 holds a pattern; returns where its L1 is. */
  private int state(int seed) {
    byte[] tables = new byte[3 * HandMade.CLUSTER];
    System.arraycopy(
        Patterns.bytes(seed, HandMade.CLUSTER), 0, tables, 2 * HandMade.CLUSTER, HandMade.CLUSTER);
    int l1 = made.append(tables);
    made.wide(l1, l1 + HandMade.CLUSTER | HandMade.COPIED);
    made.wide(l1 + HandMade.CLUSTER + 8, l1 + 2 * HandMade.CLUSTER | HandMade.COPIED);
    return l1;
  }

  private static byte[] disk(int seed, int size) {
    byte[] disk = new byte[size];
    byte[] data = Patterns.bytes(seed, HandMade.CLUSTER);
    System.arraycopy(data, 0, disk, HandMade.CLUSTER, data.length);
    return disk;
  }

  private static byte[] entry(int l1, String id, String name, byte[] extra, long clock) {
    int length = 40 + extra.length + id.length() + name.length();
    ByteBuffer b = ByteBuffer.allocate((length + 7) / 8 * 8);
    b.putLong(l1).putInt(1).putShort((short) id.length()).putShort((short) name.length());
    b.putInt(1_600_000_000).putInt(5).putLong(clock).putInt(0).putInt(extra.length);
    b.put(extra).put(id.getBytes(StandardCharsets.US_ASCII));
    b.put(name.getBytes(StandardCharsets.US_ASCII));
    return b.array();
  }

  private static byte[] extra(long... words) {
    ByteBuffer b = ByteBuffer.allocate(words.length * 8);
    Arrays.stream(words).forEach(b::putLong);
    return b.array();
  }

  private int table(byte[]... entries) {
    ByteBuffer all =
        ByteBuffer.allocate(Arrays.stream(entries).mapToInt(e -> e.length).sum());
    Arrays.stream(entries).forEach(all::put);
    int at = made.append(all.array());
    made.number(60, entries.length).wide(64, at);
    return at;
  }

  private SnapshotInfo first() throws IOException {
    return made.info().snapshots().get(0);
  }

  @Test
  void anIdIsSoughtBeforeANameAndTheFirstOfTwoNamesWins() throws IOException {
    byte[] size = extra(0, HandMade.DISK);
    table(
        entry(state(1), "1", "2", size, 0),
        entry(state(2), "2", "twice", size, 0),
        entry(state(3), "3", "twice", size, 0));
    assertArrayEquals(disk(1, HandMade.DISK), made.content("1"));
    assertArrayEquals(disk(2, HandMade.DISK), made.content("2"));
    assertArrayEquals(disk(2, HandMade.DISK), made.content("twice"));
    assertArrayEquals(new byte[HandMade.DISK], made.content());
    assertEquals(0, made.check().corruptions());
  }

  @Test
  void eachHasTheSizeThatItRecords() throws IOException {
    table(
        entry(state(1), "1", "small", extra(0, 3 * HandMade.CLUSTER), 0),
        entry(state(2), "2", "large", extra(0, 2 << 20), 0));
    assertArrayEquals(disk(1, 3 * HandMade.CLUSTER), made.content("small"));
    assertArrayEquals(disk(2, 2 << 20), made.content("large"));
  }

  @Test
  void anOldOneRecordsNoSizeAndHasTheDisksEvenWhereItsTableEndsBefore() throws IOException {
    made.wide(24, LARGE).number(36, LARGE >> 21);
    table(entry(state(1), "1", "old", new byte[0], 0));
    assertArrayEquals(disk(1, LARGE), made.content("old"));
    assertEquals(1, made.check().corruptions(), "version 3 must record it");
  }

  @Test
  void oneWithTooFewEntriesForTheSizeItRecordsIsRefused() throws IOException {
    table(entry(state(1), "1", "short", extra(0, LARGE), 0));
    assertArrayEquals(new byte[HandMade.DISK], made.content());
    assertThrows(CorruptImageException.class, () -> made.content("short"));
    assertEquals(1, made.check().corruptions());
  }

  @Test
  void oneWhoseTableStandsBetweenClustersIsRefused() throws IOException {
    table(entry(state(1) + 8, "1", "askew", extra(0, HandMade.DISK), 0));
    assertThrows(CorruptImageException.class, () -> made.content("askew"));
    assertArrayEquals(new byte[HandMade.DISK], made.content());
  }

  @Test
  void whatOneSaysWronglyOfItselfIsNoHarmToTheCurrentState() throws IOException {
    table(entry(state(1), "1", "bad", extra(0, Long.MIN_VALUE), 0));
    assertArrayEquals(new byte[HandMade.DISK], made.content());
    assertThrows(LimitExceededException.class, () -> made.content("bad"));
  }

  @Test
  void extraDataThatNobodyKnowsAreSkipped() throws IOException {
    byte[] long1024 = Arrays.copyOf(extra(77, HandMade.DISK, 88), 1024);
    table(entry(state(1), "1", "one", long1024, -1), entry(state(2), "2", "two", extra(1), 0));
    assertEquals(77, first().vmStateBytes());
    assertEquals(OptionalLong.of(88), first().instructions());
    assertEquals(Duration.ofSeconds(18_446_744_073L, 709_551_615), first().vmClock());
    assertArrayEquals(disk(2, HandMade.DISK), made.content("two"));
    table(entry(state(1), "1", "one", new byte[1025], 0));
    assertThrows(CorruptImageException.class, made::content);
  }

  @Test
  void aTableThatEndsPastTheFileOrStandsBetweenClustersIsRefused() {
    int at = table(entry(state(1), "1", "one", extra(0, HandMade.DISK), 0));
    assertThrows(ImageException.class, () -> made.wide(64, at + 8).content());
    assertThrows(ImageException.class, () -> made.wide(64, 1L << 40).content());
    made.wide(64, at);
    assertThrows(ImageException.class, () -> made.number(60, 1000).content());
  }

  @Test
  void theCheckDoesNotWalkATableOfAbsurdLength() throws IOException {
    int at = table(entry(state(1), "1", "one", extra(0, HandMade.DISK), 0));
    made.number(at + 8, -1);
    assertEquals(1, made.check().corruptions());
  }

  @Test
  void tablesThatManySnapshotsShareAreReadOnceByACheck() throws IOException {
    int l1 = state(1);
    byte[][] entries = new byte[10_000][];
    Arrays.setAll(entries, i -> entry(l1, "" + i, "n", extra(0, HandMade.DISK), 0));
    table(entries);
    CountingSource counted = new CountingSource(made.source());
    CheckReport report = new Qcow2Checker().check(counted, Limits.defaults(), Job.unattended());
    for (int i = 0; i < 3; i++) {
      String expected =
          "cluster " + (l1 / HandMade.CLUSTER + i) + " has refcount 1, expected 10000";
      assertTrue(
          report.findings().stream().anyMatch(one -> one.toString().contains(expected)), expected);
    }
    assertTrue(counted.bytes() < 3 * counted.size(), counted.bytes() + " bytes were read");
  }

  @Test
  void l1TablesThatOverlapAreReadOnceByACheck() throws IOException {
    int l1 = made.append(new byte[64 * HandMade.CLUSTER]);
    byte[][] entries = new byte[64][];
    Arrays.setAll(entries, i -> {
      byte[] one = entry(l1 + i * HandMade.CLUSTER, "" + i, "n", extra(0, HandMade.DISK), 0);
      ByteBuffer.wrap(one).putInt(8, (64 - i) * HandMade.CLUSTER / 8);
      return one;
    });
    table(entries);
    CountingSource counted = new CountingSource(made.source());
    CheckReport report = new Qcow2Checker().check(counted, Limits.defaults(), Job.unattended());
    String expected = "cluster " + (l1 / HandMade.CLUSTER + 40) + " has refcount 1, expected 41";
    assertTrue(
        report.findings().stream().anyMatch(one -> one.toString().contains(expected)), expected);
    assertTrue(counted.bytes() < 3 * counted.size(), counted.bytes() + " bytes were read");
  }
}
