// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class VhdxReadTest {
  private static final int MIB = 1 << 20;
  private static final int HEADER_1 = 64 << 10;
  private static final int HEADER_2 = 128 << 10;
  private static final byte[] DISK = Patterns.bytes(4, 2 * MIB + 512 * 7);

  private static Source source(byte[] file) {
    return Sources.bytes("a.vhdx", ByteBuffer.wrap(file));
  }

  static byte[] read(byte[] file, OpenOptions options) throws IOException {
    try (DiskImage image = Images.open(source(file), options)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  private static void assertReads(byte[] file) throws IOException {
    assertArrayEquals(DISK, read(file, OpenOptions.probing()));
  }

  private static <T extends ImageException> void assertRefused(
      Class<T> how, byte[] file, String... words) {
    T refused = assertThrows(how, () -> read(file, OpenOptions.as("vhdx")));
    for (String word : words) {
      assertTrue(refused.toString().contains(word), refused.toString());
    }
  }

  private static ByteBuffer in(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void eitherHeaderMayBeDamaged() throws IOException {
    for (int at : new int[] {HEADER_1, HEADER_2}) {
      byte[] file = VhdxFiles.dynamic(DISK);
      file[at + 100] ^= 1;
      assertReads(file);
    }
    byte[] both = VhdxFiles.dynamic(DISK);
    both[HEADER_1 + 100] ^= 1;
    both[HEADER_2 + 100] ^= 1;
    assertRefused(CorruptImageException.class, both, "neither header", "65536", "131072");
  }

  @Test
  void theHeaderWithTheGreaterUnsignedNumberCounts() throws IOException {
    VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
    file.header(HEADER_1, -1, new UUID(0, 0));
    try (DiskImage image = Images.open(source(file.bytes), OpenOptions.probing())) {
      assertEquals((long) HEADER_1, image.info().details().get("header-offset"));
    }
  }

  @Test
  void headersWithEqualNumbersAreFineIfTheySayTheSame() throws IOException {
    VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
    file.header(HEADER_1, 5, new UUID(0, 0));
    assertEquals(MIB, read(file.bytes, OpenOptions.probing()).length);
    file.header(HEADER_1, 5, new UUID(3, 0));
    assertRefused(CorruptImageException.class, file.bytes, "sequence number 5", "different things");
  }

  @Test
  void eitherRegionTableMayBeDamaged() throws IOException {
    for (int at : new int[] {192 << 10, 256 << 10}) {
      byte[] file = VhdxFiles.dynamic(DISK);
      file[at + 33] ^= 1;
      assertReads(file);
    }
  }

  @Test
  void aRegionOrItemThatIsThereTwiceIsRefused() {
    VhdxFiles region = new VhdxFiles(MIB, 512, false, 1);
    for (int at : new int[] {192 << 10, 256 << 10}) {
      in(region.bytes).putInt(at + 8, 3).put(at + 80, region.bytes, at + 16, 32);
      region.sum(at, 64 << 10);
    }
    assertRefused(CorruptImageException.class, region.bytes, "2 entries", "allocation table");
    VhdxFiles item = new VhdxFiles(MIB, 512, false, 1);
    int first = VhdxFiles.METADATA + 32;
    in(item.bytes)
        .putShort(VhdxFiles.METADATA + 10, (short) 6)
        .put(first + 5 * 32, item.bytes, first, 32)
        .putInt(first + 5 * 32 + 16, 256 << 10);
    assertRefused(
        CorruptImageException.class, item.bytes, "entry at " + (first + 5 * 32), "before it");
  }

  @Test
  void anUnknownRegionOrItemThatIsRequiredIsRefusedByItsIdentifier() {
    VhdxFiles region = new VhdxFiles(MIB, 512, false, 1);
    for (int at : new int[] {192 << 10, 256 << 10}) {
      in(region.bytes).putInt(at + 8, 3).putInt(at + 16 + 64, 0xabcd).putInt(at + 16 + 64 + 28, 1);
      region.sum(at, 64 << 10);
    }
    assertRefused(UnsupportedImageException.class, region.bytes, "0000abcd-", "required");
    VhdxFiles item = new VhdxFiles(MIB, 512, false, 1);
    int entry = VhdxFiles.METADATA + 32 + 5 * 32;
    in(item.bytes)
        .putShort(VhdxFiles.METADATA + 10, (short) 6)
        .putInt(entry, 0xabcd)
        .putInt(entry + 24, 4);
    assertRefused(UnsupportedImageException.class, item.bytes, "0000abcd-", "required");
  }

  @Test
  void anItemThatLiesOverAnotherIsRefused() {
    byte[] good = VhdxFiles.dynamic(DISK);
    int items = in(good).getShort(VhdxFiles.METADATA + 10);
    for (int i = 1; i < items; i++) {
      int entry = VhdxFiles.METADATA + 32 * (1 + i);
      byte[] file = good.clone();
      in(file).putInt(entry + 16, in(good).getInt(entry - 32 + 16));
      assertRefused(CorruptImageException.class, file, "metadata entry at ", "over another item");
    }
  }

  @Test
  void theStatesOfBlocksMeanWhatTheySay() throws IOException {
    VhdxFiles file = new VhdxFiles(6L * MIB, 512, false, 1);
    byte[] expected = new byte[6 * MIB];
    Arrays.fill(expected, MIB, 2 * MIB, (byte) 7);
    Arrays.fill(file.bytes, VhdxFiles.BLOCKS, VhdxFiles.BLOCKS + MIB, (byte) 7);
    file.allocate(1, 6);
    // What is not stored may still have a place, which is then not to be read.
    file.entry(0, VhdxFiles.BLOCKS);
    file.entry(2, VhdxFiles.BLOCKS | 2);
    file.entry(3, VhdxFiles.BLOCKS | 3);
    file.entry(4, VhdxFiles.BLOCKS | 5);
    file.entry(5, VhdxFiles.BLOCKS | 1);
    assertArrayEquals(expected, read(file.bytes, OpenOptions.probing()));
    file.entry(5, VhdxFiles.BLOCKS | 4);
    assertRefused(CorruptImageException.class, file.bytes, "state 4", "" + file.entryAt(5));
    file.entry(5, VhdxFiles.BLOCKS | 7);
    assertRefused(CorruptImageException.class, file.bytes, "state 7", "no parent");
  }

  @Test
  void aLastBlockThatIsCutBehindTheDisksEndIsReadAndALostOneIsNot() throws IOException {
    byte[] file = VhdxFiles.dynamic(DISK);
    int last = VhdxFiles.BLOCKS;
    byte[] moved = Arrays.copyOf(file, file.length + MIB);
    System.arraycopy(file, last, moved, file.length, MIB);
    in(moved).putLong(VhdxFiles.TABLE + 16, (long) file.length | 6);
    assertReads(Arrays.copyOf(moved, file.length + 512 * 7));
    byte[] cut = Arrays.copyOf(moved, file.length + 512);
    assertRefused(CorruptImageException.class, cut, "points to " + file.length, "truncated");
    byte[] half = read(cut, OpenOptions.probing().lenient(true));
    assertArrayEquals(Arrays.copyOf(DISK, 2 * MIB + 512), Arrays.copyOf(half, 2 * MIB + 512));
    assertFalse(Arrays.equals(DISK, half));
    assertRefused(
        CorruptImageException.class, Arrays.copyOf(moved, file.length), "points to " + file.length);
  }

  @Test
  void aBlockThatIsLostWithTheFilesEndIsZerosToALenientReader() throws IOException {
    byte[] file = VhdxFiles.dynamic(DISK);
    byte[] expected = DISK.clone();
    Arrays.fill(expected, 2 * MIB, expected.length, (byte) 0);
    for (long place : new long[] {file.length, file.length + MIB, 1L << 50, 1L << 63, -1}) {
      in(file).putLong(VhdxFiles.TABLE + 16, place & -MIB | 6);
      assertArrayEquals(expected, read(file, OpenOptions.as("vhdx").lenient(true)));
      assertRefused(
          CorruptImageException.class, file, "points to " + Long.toUnsignedString(place & -MIB));
    }
  }

  @Test
  void aBlockOverTheLogTheMetadataOrTheTableIsRefused() {
    for (int place : new int[] {VhdxFiles.LOG, VhdxFiles.METADATA, VhdxFiles.TABLE}) {
      byte[] file = VhdxFiles.dynamic(DISK);
      in(file).putLong(VhdxFiles.TABLE + 16, place | 6);
      assertRefused(CorruptImageException.class, file, "points to " + place, "lie over");
    }
  }

  @Test
  void aPlaceThatNoFileHasIsRefused() {
    for (long place : new long[] {1L << 63, (1L << 63) + 3 * MIB, -MIB}) {
      byte[] file = VhdxFiles.dynamic(DISK);
      in(file).putLong(VhdxFiles.TABLE + 8, place | 6);
      assertRefused(CorruptImageException.class, file, "points to " + Long.toUnsignedString(place));
    }
  }

  /** One changed bit in an entry often makes it that of another block. */
  @Test
  void twoBlocksInOnePlaceAreRefusedAndLenientlyRead() throws IOException {
    byte[] file = VhdxFiles.dynamic(DISK);
    long first = in(file).getLong(VhdxFiles.TABLE);
    in(file).putLong(VhdxFiles.TABLE + 8, first);
    String second = "entry at " + (VhdxFiles.TABLE + 8);
    assertRefused(CorruptImageException.class, file, second, "where another block is too");
    byte[] expected = DISK.clone();
    System.arraycopy(DISK, 0, expected, MIB, MIB);
    assertArrayEquals(expected, read(file, OpenOptions.as("vhdx").lenient(true)));
  }

  @Test
  void aBlockThatContinuesTheOneBeforeItOverTheLogIsRefused() {
    VhdxFiles file = new VhdxFiles(2L * MIB, 512, false, 1);
    in(file.bytes).putLong((128 << 10) + 72, VhdxFiles.BLOCKS);
    file.sum(128 << 10, 4096);
    file.entry(0, VhdxFiles.BLOCKS - MIB | 6);
    file.entry(1, VhdxFiles.BLOCKS | 6);
    assertRefused(
        CorruptImageException.class, file.bytes, "points to " + VhdxFiles.BLOCKS, "lie over");
  }

  @Test
  void theTableIsInterleavedWithBitmapEntriesEvenWhereThereAreNone() throws IOException {
    // With sectors of 512 bytes and blocks of 1 MiB, a bitmap entry follows each 4096 others.
    VhdxFiles file = new VhdxFiles(4099L * MIB, 512, false, 2);
    Arrays.fill(file.bytes, file.allocate(4095, 6), VhdxFiles.BLOCKS + MIB, (byte) 1);
    file.entry(4096, VhdxFiles.BLOCKS + MIB | 6);
    Arrays.fill(file.bytes, VhdxFiles.BLOCKS + MIB, VhdxFiles.BLOCKS + 2 * MIB, (byte) 2);
    try (DiskImage image = Images.open(source(file.bytes), OpenOptions.probing())) {
      ByteBuffer two = ByteBuffer.allocate(2);
      image.read(4096L * MIB - 1, two);
      assertArrayEquals(new byte[] {1, 2}, two.array());
    }
    assertEquals(VhdxFiles.TABLE + 4097 * 8, file.entryAt(4096));
  }

  @Test
  void sectorsOf4096BytesAreRead() throws IOException {
    VhdxFiles file = new VhdxFiles(MIB, 4096, false, 1);
    Arrays.fill(file.bytes, file.allocate(0, 6), VhdxFiles.BLOCKS + MIB, (byte) 5);
    byte[] disk = read(file.bytes, OpenOptions.probing());
    assertEquals(5, disk[MIB - 1]);
    VhdxFiles odd = new VhdxFiles(MIB + 512, 4096, false, 1);
    assertRefused(CorruptImageException.class, odd.bytes, "whole sectors of 4096");
  }

  @Test
  void impossibleNumbersAreRefusedByName() {
    VhdxFiles block = new VhdxFiles(MIB, 512, false, 1);
    int parameters = find(block, 8, MIB);
    in(block.bytes).putInt(parameters, 3 * MIB);
    assertRefused(CorruptImageException.class, block.bytes, "block size", "3145728");
    VhdxFiles size = new VhdxFiles(-512, 512, false, 1);
    assertRefused(LimitExceededException.class, size.bytes, "virtual size");
    VhdxFiles large = new VhdxFiles(64L << 40, 512, false, 1);
    assertRefused(CorruptImageException.class, large.bytes, "allocation table", "room for");
    VhdxFiles low = new VhdxFiles(MIB, 512, false, 1);
    low.entry(0, 6);
    assertRefused(CorruptImageException.class, low.bytes, "points to 0");
    assertRefused(CorruptImageException.class, new byte[1024], "vhdxfile");
    VhdxFiles cut = new VhdxFiles(MIB, 512, false, 0);
    assertRefused(
        CorruptImageException.class,
        Arrays.copyOf(cut.bytes, 3 * MIB),
        "allocation table",
        "3145728");
  }

  private static int find(VhdxFiles file, int length, int value) {
    for (int at = VhdxFiles.METADATA + 32; ; at += 32) {
      int item = VhdxFiles.METADATA + in(file.bytes).getInt(at + 16);
      if (in(file.bytes).getInt(at + 20) == length && in(file.bytes).getInt(item) == value) {
        return item;
      }
    }
  }

  @Test
  void describingTellsTheHeadersNumberTheLogTheRegionsAndTheItems() throws IOException {
    VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
    file.header(HEADER_1, -1, new UUID(0, 0));
    UUID unknown = new UUID(5, 6);
    ByteBuffer b = ByteBuffer.wrap(file.bytes).order(ByteOrder.LITTLE_ENDIAN);
    Guids.put(b, VhdxFiles.METADATA + 32 + 5 * 32, unknown);
    b.putShort(VhdxFiles.METADATA + 10, (short) 6);
    for (int table : new int[] {192 << 10, 256 << 10}) {
      b.putInt(table + 8, 3);
      Guids.put(b, table + 80, unknown);
      b.putLong(table + 96, 4L * MIB).putInt(table + 104, MIB);
      file.sum(table, 64 << 10);
    }
    var details = Images.info(source(file.bytes), OpenOptions.probing()).details();
    assertEquals("18446744073709551615", details.get("sequence-number"));
    assertEquals(1L, details.get("version"));
    assertEquals((long) VhdxFiles.LOG, details.get("log-offset"));
    assertFalse(details.containsKey("log-guid"));
    String regions = String.valueOf(details.get("regions"));
    assertTrue(regions.contains("{kind=block-allocation-table, offset=3145728, length=1048576"));
    assertTrue(regions.contains("{kind=" + unknown + ", offset=4194304"), regions);
    List<?> items = (List<?>) Objects.requireNonNull(details.get("metadata-items"));
    assertEquals(6, items.size());
    assertTrue(items.contains("virtual-disk-id"), items.toString());
    assertEquals(unknown.toString(), items.get(5));
  }

  @Test
  void aLogInUseIsToldWithItsId() throws IOException {
    var details =
        Images.info(source(VhdxFiles.withLog()), OpenOptions.probing()).details();
    assertEquals(VhdxFiles.LOG_GUID.toString(), details.get("log-guid"));
  }
}
