// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.contract.Memory;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Table entries that no tool writes, and that the specification allows or not. */
class HandMadeClustersTest {
  private static final long COMPRESSED = 1L << 62;
  private static final int SECTORS_SHIFT = 62 - (12 - 8);

  private final HandMade made = new HandMade(3);

  private static byte[] cluster(int seed) {
    return Patterns.bytes(seed, HandMade.CLUSTER);
  }

  private static byte[] packed(byte[] data) {
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(data);
    deflater.finish();
    byte[] room = new byte[2 * HandMade.CLUSTER];
    int length = deflater.deflate(room);
    deflater.end();
    return Arrays.copyOf(room, length);
  }

  private void isRefused() {
    assertThrows(CorruptImageException.class, made::content);
  }

  private void isFound(int corruptions) throws IOException {
    CheckReport report = made.check();
    assertEquals(corruptions, report.corruptions(), report.toString());
  }

  @Test
  void zerosHideWhatIsStoredWhetherAPlaceIsKeptOrNot() throws IOException {
    int at = made.data(1, cluster(1));
    byte[] expected = made.disk();
    Arrays.fill(expected, HandMade.CLUSTER, 2 * HandMade.CLUSTER, (byte) 0);
    made.entry(1, at | HandMade.COPIED | 1).entry(2, 1);
    assertArrayEquals(expected, made.content());
    isFound(0);
  }

  @Test
  void version2HasNoZerosAndNobodyGuessesWhatIsMeant() throws IOException {
    HandMade old = new HandMade(2);
    int at = old.data(1, cluster(1));
    old.entry(1, at | HandMade.COPIED | 1);
    assertThrows(CorruptImageException.class, old::content);
    assertEquals(1, old.check().corruptions());
  }

  @Test
  void aCompressedClusterMayCrossClustersAndHaveMoreSectorsThanItNeeds() throws IOException {
    byte[] text = new byte[HandMade.CLUSTER];
    System.arraycopy(cluster(1), 0, text, 0, 3000);
    byte[] stream = packed(text);
    byte[] two = new byte[2 * HandMade.CLUSTER];
    int inside = HandMade.CLUSTER - 700;
    System.arraycopy(stream, 0, two, inside, stream.length);
    Arrays.fill(two, inside + stream.length, two.length, (byte) 0xa5);
    int at = made.append(two);
    for (int more = 0; more < 3; more++) {
      int sectors = (inside + stream.length - 1) / 512 - inside / 512 + more;
      made.entry(4 + more, COMPRESSED | (long) sectors << SECTORS_SHIFT | at + inside);
    }
    byte[] content = made.content();
    for (int guest = 4; guest < 7; guest++) {
      int from = guest * HandMade.CLUSTER;
      assertArrayEquals(text, Arrays.copyOfRange(content, from, from + HandMade.CLUSTER));
    }
    made.refcount(at / HandMade.CLUSTER, 3).refcount(at / HandMade.CLUSTER + 1, 3);
    isFound(0);
  }

  @Test
  void aCompressedClusterMayEndWithTheFileInsideASector() throws IOException {
    byte[] text = new byte[HandMade.CLUSTER];
    Arrays.fill(text, (byte) 9);
    byte[] stream = packed(text);
    int at = made.append(stream);
    made.entry(0, COMPRESSED | at);
    try (DiskImage image =
        Images.open(made.cut(HandMade.CLUSTER - stream.length), OpenOptions.probing())) {
      assertArrayEquals(text, Arrays.copyOf(Memory.content(image), HandMade.CLUSTER));
    }
    try (DiskImage image =
        Images.open(made.cut(HandMade.CLUSTER - stream.length + 1), OpenOptions.probing())) {
      assertThrows(CorruptImageException.class, () -> Memory.content(image));
    }
  }

  /** One changed bit in an entry often makes it that of another cluster; its copied flag stays. */
  @Test
  void twoClustersInOnePlaceAreRefusedUnlessTheyAreSaidToBeShared() throws IOException {
    int at = made.data(1, cluster(1));
    made.entry(2, at | HandMade.COPIED);
    String refusal = assertThrows(CorruptImageException.class, made::content).toString();
    assertTrue(refusal.contains("L2 entry at " + (HandMade.L2 + 2 * 8)), refusal);
    byte[] expected = made.disk();
    System.arraycopy(cluster(1), 0, expected, 2 * HandMade.CLUSTER, HandMade.CLUSTER);
    try (DiskImage image = Images.open(made.source(), OpenOptions.probing().lenient(true))) {
      assertArrayEquals(expected, Memory.content(image));
    }
    made.entry(1, at).entry(2, at).refcount(at / HandMade.CLUSTER, 2);
    assertArrayEquals(expected, made.content());
    isFound(0);
    made.entry(2, HandMade.L2 | HandMade.COPIED);
    isRefused();
  }

  @Test
  void aTableThatIsThereTwiceIsRefusedWhereItSaysThatItIsNot() throws IOException {
    made.data(1, cluster(1));
    made.wide(24, 4L << 20).number(36, 2).wide(HandMade.L1 + 8, HandMade.L2 | HandMade.COPIED);
    made.append(cluster(2));
    made.append(cluster(3));
    String refusal = assertThrows(CorruptImageException.class, made::content).toString();
    assertTrue(refusal.contains("L1 entry at " + (HandMade.L1 + 8)), refusal);
  }

  @Test
  void anEntryThatPointsBetweenClustersOrPastTheFileIsRefused() throws IOException {
    int at = made.data(1, cluster(1));
    made.entry(1, at + 512 | HandMade.COPIED);
    isRefused();
    isFound(1);
    made.entry(1, at | HandMade.COPIED).entry(2, 1L << 40 | HandMade.COPIED);
    isRefused();
    made.entry(2, COMPRESSED | (1L << SECTORS_SHIFT) - 1);
    isRefused();
    made.entry(2, 0).wide(HandMade.L1, HandMade.L2 + 512 | HandMade.COPIED);
    isRefused();
    made.wide(HandMade.L1, 1L << 40 | HandMade.COPIED);
    isRefused();
  }

  @Test
  void reservedBitsChangeNothingForAReaderAndAreFoundByTheCheck() throws IOException {
    int at = made.data(1, cluster(1));
    for (int bit : new int[] {1, 8, 56, 61}) {
      made.entry(1, at | HandMade.COPIED | 1L << bit);
      assertArrayEquals(made.disk(), made.content(), "bit " + bit);
      isFound(1);
    }
    made.entry(1, at | HandMade.COPIED);
    for (int bit : new int[] {0, 8, 56, 62}) {
      made.wide(HandMade.L1, HandMade.L2 | HandMade.COPIED | 1L << bit);
      assertArrayEquals(made.disk(), made.content(), "bit " + bit);
      isFound(1);
    }
    made.wide(HandMade.L1, HandMade.L2 | HandMade.COPIED);
    made.wide(HandMade.REFCOUNT_TABLE, HandMade.REFCOUNT_BLOCK | 1);
    isFound(1);
  }

  @Test
  void anL1EntryThatNamesNoTableMapsNothingWhateverItsFlags() throws IOException {
    made.wide(HandMade.L1, HandMade.COPIED);
    assertArrayEquals(new byte[HandMade.DISK], made.content());
  }

  @Test
  void aSubclusterIsDataZeroOrNothingAndNeverTwo() throws IOException {
    ExtendedMade extended = new ExtendedMade();
    extended.entry(3, 0x0000_00ffL, 0xff00_0000L);
    assertArrayEquals(extended.expected(3, 0xff), extended.made().content());
    extended.entry(3, 1, 1);
    assertThrows(CorruptImageException.class, extended.made()::content);
    assertTrue(extended.made().check().corruptions() > 0);
    extended.nowhere(3, 1);
    assertThrows(CorruptImageException.class, extended.made()::content);
    assertTrue(extended.made().check().corruptions() > 0);
  }
}
