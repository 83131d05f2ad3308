// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** What the check says of files that no tool writes. */
class HandMadeCheckTest {
  private final HandMade made = new HandMade(3);

  private static byte[] cluster(int seed) {
    return Patterns.bytes(seed, HandMade.CLUSTER);
  }

  private void isFound(int corruptions) throws IOException {
    CheckReport report = made.check();
    assertEquals(corruptions, report.corruptions(), report.toString());
  }

  @Test
  void oneTableIsOnePieceForTheCountOfFragments() throws IOException {
    byte[] second = new byte[HandMade.CLUSTER];
    made.data(1, cluster(1));
    int l2 = made.append(second);
    int at = made.append(cluster(2));
    made.wide(24, 4L << 20).number(36, 2).wide(HandMade.L1 + 8, l2 | HandMade.COPIED);
    made.wide(l2, at | HandMade.COPIED);
    assertEquals(0, made.check().allocation().orElseThrow().fragmentedClusters());
  }

  @Test
  void aClusterBehindTheDisksEndSaysThatTheSizeIsWrong() throws IOException {
    made.data(9, cluster(1));
    made.wide(24, 10 * HandMade.CLUSTER);
    assertTrue(made.check().clean(), made.check().toString());
    made.wide(24, 9 * HandMade.CLUSTER + 1);
    assertTrue(made.check().clean(), made.check().toString());
    made.wide(24, 9 * HandMade.CLUSTER);
    CheckReport report = made.check();
    assertEquals(1, report.corruptions(), report.toString());
    assertTrue(report.findings().toString().contains("the disk ends after 36864 bytes"));
    assertEquals(Kind.CONTRADICTION, report.findings().get(0).kind());
  }

  @Test
  void aMachinesStateBehindTheEndIsNone() throws IOException {
    int l2 = made.append(new byte[HandMade.CLUSTER]);
    int at = made.append(cluster(2));
    made.number(36, 2).wide(HandMade.L1 + 8, l2 | HandMade.COPIED);
    made.wide(l2, at | HandMade.COPIED);
    assertTrue(made.check().clean(), made.check().toString());
    // The disk's end is then a table's end too.
    made.wide(24, 512 * HandMade.CLUSTER);
    assertTrue(made.check().clean(), made.check().toString());
  }

  @Test
  void aRefcountOfWhatLiesBehindTheFileIsNoLeak() throws IOException {
    int behind = made.file().length / HandMade.CLUSTER;
    for (int cluster = behind; cluster < behind + 2; cluster++) {
      made.refcount(cluster, 1);
      assertEquals(0, made.check().leaks(), made.check().toString());
      assertEquals(made.file().length, made.check().allocation().orElseThrow().endOffset());
    }
  }

  @Test
  void aRefcountBlockMayEndWithTheFile() throws IOException {
    byte[] block = new byte[HandMade.CLUSTER];
    System.arraycopy(made.file(), HandMade.REFCOUNT_BLOCK, block, 0, 100);
    int at = made.append(block);
    made.wide(HandMade.REFCOUNT_TABLE, at);
    byte[] full = made.file();
    full[at + 2 * 5 + 1] = 1;
    full[at + 2 * 4 + 1] = 0;
    byte[] cut = Arrays.copyOf(full, full.length - 2000);
    Source source = Sources.bytes("cut", ByteBuffer.wrap(cut));
    CheckReport report = new Qcow2Checker().check(source, Limits.defaults(), Job.unattended());
    assertEquals(0, report.corruptions(), report.toString());
    assertEquals(0, report.leaks(), report.toString());
  }

  @Test
  void whatABitmapsTableMayNotHoldIsFound() throws IOException {
    int table = made.append(new byte[8]);
    ByteBuffer entry = ByteBuffer.allocate(32).putLong(0, table).putInt(8, 1);
    entry.put(16, (byte) 1).put(17, (byte) 16).putShort(18, (short) 1).put(24, (byte) 'b');
    int directory = made.append(entry.array());
    ByteBuffer place = ByteBuffer.allocate(24).putInt(0, 1).putLong(8, 32).putLong(16, directory);
    made.wide(88, 1).extension(HeaderExtensions.BITMAPS, place.array());
    isFound(0);
    for (long wrong : new long[] {2, 1L << 40, table + 512, 1L << 63}) {
      made.wide(table, wrong);
      isFound(1);
      boolean bits = wrong == 2 || wrong == 1L << 63;
      assertEquals(
          bits ? Kind.VALUE : Kind.DANGLING, made.check().findings().get(0).kind());
    }
    made.wide(table, 1);
    isFound(0);
    made.wide(directory, 1L << 40);
    assertEquals(1, made.check().corruptions());
  }

  /** A directory of one bitmap with one table entry, which says that it is all zeros. */
  private int bitmaps() {
    int table = made.append(new byte[8]);
    ByteBuffer entry = ByteBuffer.allocate(64);
    for (int at = 0; at < 64; at += 32) {
      entry.putLong(at, table).putInt(at + 8, 1).put(at + 16, (byte) 1).put(at + 17, (byte) 16);
      entry.putShort(at + 18, (short) 1).put(at + 24, (byte) ('b' + at));
    }
    int directory = made.append(entry.array());
    ByteBuffer place = ByteBuffer.allocate(24).putInt(0, 1).putLong(8, 32).putLong(16, directory);
    made.wide(88, 1).extension(HeaderExtensions.BITMAPS, place.array());
    return directory;
  }

  @Test
  void aBitmapThatCannotBeReadIsFoundWhereItIsDescribed() throws IOException {
    int directory = bitmaps();
    isFound(0);
    byte[] good = Arrays.copyOfRange(made.file(), directory, directory + 32);
    byte[] long0 = good.clone();
    long0[18] = 1;
    byte[] nameless = good.clone();
    nameless[19] = 0;
    byte[] coarse = good.clone();
    coarse[17] = 40;
    byte[] reserved = good.clone();
    reserved[12] = 1;
    byte[] two = good.clone();
    two[11] = 2;
    byte[] fine = good.clone();
    fine[17] = 9;
    for (byte[] wrong : List.of(long0, nameless, coarse, reserved, two)) {
      made.bytes(directory, wrong);
      isFound(1);
      Kind kind = wrong == two ? Kind.CONTRADICTION : wrong == long0 ? Kind.DANGLING : Kind.VALUE;
      assertEquals(kind, made.check().findings().get(0).kind());
      assertEquals(directory, made.check().findings().get(0).at() / 32 * 32);
    }
    made.bytes(directory, fine);
    isFound(0);
    // A disk of 32 MiB has two clusters of such bits.
    made.wide(24, 32L << 20).number(36, 16);
    isFound(1);
    // What is in use is not read, and may be of the size that the disk had.
    made.number(directory + 12, 1);
    isFound(0);
  }

  @Test
  void aDirectoryOfBitmapsThatIsLongerOrShorterThanItsEntriesIsFound() throws IOException {
    bitmaps();
    for (long wrong : new long[] {64, 24, 33, 0, 1L << 40, Long.MAX_VALUE, -1}) {
      made.wide(112 + 16, wrong);
      assertEquals(1, made.check().corruptions(), wrong + " bytes");
    }
    made.wide(112 + 16, 32);
    isFound(0);
  }

  @Test
  void twoBitmapsOfOneNameAreFound() throws IOException {
    int directory = bitmaps();
    made.number(112 + 8, 2).wide(112 + 16, 64);
    // The second has a table of its own, since a cluster is not counted twice.
    made.wide(directory + 32, made.append(new byte[8]));
    isFound(0);
    made.bytes(directory + 32 + 24, new byte[] {'b'});
    isFound(1);
    assertEquals(directory + 32, made.check().findings().get(0).at());
  }

  @Test
  void aFileThatSaysItIsCorruptIsNotCalledClean() throws IOException {
    made.data(1, cluster(1));
    made.wide(72, Bits.CORRUPT);
    isFound(1);
    assertEquals(72, made.check().findings().get(0).at());
  }

  @Test
  void subclustersOfACompressedClusterAreFound() throws IOException {
    ExtendedMade extended = new ExtendedMade();
    extended.compressed(0, 0);
    long before = extended.made().check().corruptions();
    for (long bitmap : new long[] {1, 1L << 32}) {
      extended.compressed(0, bitmap);
      assertEquals(before + 1, extended.made().check().corruptions());
    }
  }

  @Test
  void placesInMessagesAreNotNegative() throws IOException {
    made.wide(HandMade.REFCOUNT_TABLE + 8, 1L << 63);
    String message = made.check().findings().get(0).message();
    assertTrue(message.contains("points to 9223372036854775808,"), message);
  }
}
