// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class VhdReadTest {
  private static final int BLOCK = 16 << 10;
  private static final byte[] DISK = disk();

  private static byte[] disk() {
    byte[] disk = Patterns.bytes(3, 300 << 10);
    Arrays.fill(disk, 40 << 10, 120 << 10, (byte) 0);
    return disk;
  }

  private static Source source(byte[] file) {
    return Sources.bytes("a.vhd", ByteBuffer.wrap(file));
  }

  private static byte[] read(byte[] file, OpenOptions options) throws IOException {
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
    T refused = assertThrows(how, () -> read(file, OpenOptions.as("vhd")));
    for (String word : words) {
      assertTrue(refused.toString().contains(word), refused.toString());
    }
  }

  private static byte[] dynamic(Consumer<ByteBuffer> footer, Consumer<ByteBuffer> header) {
    boolean[] all = new boolean[DISK.length / 512];
    Arrays.fill(all, true);
    return VhdFiles.blocks(3, DISK, all, BLOCK, footer, header);
  }

  @Test
  void aFixedDiskIsRecognisedByItsFooterAndReadWithoutIt() throws IOException {
    byte[] file = VhdFiles.fixed(DISK);
    assertEquals(List.of("vhd"), Images.recognise(source(file)));
    assertReads(file);
  }

  @Test
  void whatTheGuestWroteIntoTheFirstSectorOfAFixedDiskIsNoFooter() throws IOException {
    byte[] disk = DISK.clone();
    System.arraycopy(VhdFiles.footer(3, 1 << 20, VhdFiles.CHILD, f -> {}), 0, disk, 0, 512);
    assertArrayEquals(disk, read(VhdFiles.fixed(disk), OpenOptions.as("vhd")));
  }

  @Test
  void whatTheGuestWroteThereIsNoneEvenIfTheRealOneIsDamaged() {
    byte[] disk = DISK.clone();
    System.arraycopy(VhdFiles.footer(2, 512, VhdFiles.CHILD, f -> {}), 0, disk, 0, 512);
    byte[] file = VhdFiles.fixed(disk);
    file[disk.length + 49] ^= 1;
    assertRefused(CorruptImageException.class, file, "footer at " + disk.length);
  }

  @Test
  void aFooterOf511BytesWillDo() throws IOException {
    byte[] fixed = VhdFiles.fixed(DISK);
    assertReads(Arrays.copyOf(fixed, fixed.length - 1));
    byte[] dynamic = VhdFiles.dynamic(DISK, BLOCK);
    assertReads(Arrays.copyOf(dynamic, dynamic.length - 1));
  }

  @Test
  void eitherFooterOfADynamicDiskMayBeDamaged() throws IOException {
    byte[] first = VhdFiles.dynamic(DISK, BLOCK);
    first[49] ^= 1;
    assertReads(first);
    byte[] last = VhdFiles.dynamic(DISK, BLOCK);
    last[last.length - 512 + 49] ^= 1;
    assertReads(last);
    byte[] gone = VhdFiles.dynamic(DISK, BLOCK);
    assertReads(Arrays.copyOf(gone, gone.length - 512));
    Arrays.fill(first, 0, 512, (byte) 0);
    assertReads(first);
  }

  @Test
  void aWrongChecksumIsRefusedUnlessTheCallerIsLenient() throws IOException {
    byte[] file = VhdFiles.fixed(DISK);
    file[DISK.length + 66] ^= 1;
    assertRefused(CorruptImageException.class, file, "a.vhd", "checksum", "" + (DISK.length + 64));
    assertArrayEquals(DISK, read(file, OpenOptions.as("vhd").lenient(true)));
    byte[] dynamic = VhdFiles.dynamic(DISK, BLOCK);
    dynamic[512 + 38] ^= 1;
    assertRefused(CorruptImageException.class, dynamic, "dynamic header", "checksum at 548");
    assertArrayEquals(DISK, read(dynamic, OpenOptions.as("vhd").lenient(true)));
  }

  @Test
  void aChecksumOfZeroWasNeverMadeAndSaysNothing() throws IOException {
    byte[] fixed = VhdFiles.fixed(DISK);
    Arrays.fill(fixed, DISK.length + 64, DISK.length + 68, (byte) 0);
    assertReads(fixed);
    byte[] dynamic = VhdFiles.dynamic(DISK, BLOCK);
    Arrays.fill(dynamic, 64, 68, (byte) 0);
    Arrays.fill(dynamic, 512 + 36, 512 + 40, (byte) 0);
    Arrays.fill(dynamic, dynamic.length - 512 + 64, dynamic.length - 512 + 68, (byte) 0);
    assertReads(dynamic);
    // One that was made counts more, wherever it stands.
    byte[] copy = VhdFiles.dynamic(DISK, BLOCK);
    Arrays.fill(copy, copy.length - 512 + 64, copy.length - 512 + 68, (byte) 0);
    copy[copy.length - 512 + 51] ^= 1;
    assertReads(copy);
  }

  @Test
  void theSizeIsTheOneInBytesAndBothAreShown() throws IOException {
    byte[] file = VhdFiles.fixed(DISK, footer -> footer.putShort(56, (short) 2));
    try (DiskImage image = Images.open(source(file), OpenOptions.probing())) {
      assertEquals(DISK.length, image.size());
      assertEquals((long) DISK.length, image.info().details().get("current-size"));
      assertEquals(2L * 4 * 17 * 512, image.info().details().get("geometry-size"));
    }
  }

  @Test
  void softwareThatGoesByTheGeometryIsBelieved() throws IOException {
    for (String creator : List.of("vpc ", "qemu")) {
      byte[] file = VhdFiles.fixed(
          DISK,
          footer -> footer
              .put(28, creator.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
              .putShort(56, (short) 2));
      assertEquals(2 * 4 * 17 * 512, read(file, OpenOptions.probing()).length);
      byte[] largest = VhdFiles.fixed(
          DISK,
          footer -> footer
              .put(28, creator.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
              .putShort(56, (short) 65_535)
              .put(58, (byte) 16)
              .put(59, (byte) 255));
      assertReads(largest);
    }
  }

  /** As QEMU 1.0 made fixed disks: it rounded the geometry up, and not the file. */
  @Test
  void aGeometryThatStandsForMoreThanAFixedDiskHoldsIsNotGoneBy() throws IOException {
    for (String creator : List.of("vpc ", "qemu")) {
      byte[] file = VhdFiles.fixed(
          DISK,
          footer -> footer
              .put(28, creator.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
              .putShort(56, (short) 9));
      assertReads(file);
      byte[] cut = Arrays.copyOfRange(file, 512, file.length);
      assertRefused(CorruptImageException.class, cut, "says that the disk has " + DISK.length);
    }
  }

  @Test
  void aTableThatIsTooShortForTheDiskIsRefused() {
    byte[] file = dynamic(f -> {}, header -> header.putInt(28, DISK.length / BLOCK));
    assertRefused(
        CorruptImageException.class, file, "table entries", "540", "expected at least 19");
  }

  @Test
  void aTableThatDoesNotFitInTheFileIsRefusedBeforeAnyMemoryIsTaken() {
    byte[] file = dynamic(f -> {}, header -> header.putInt(28, 0xffff_fff0));
    assertRefused(CorruptImageException.class, file, "4294967280 entries", "ends past the end");
  }

  @Test
  void aTableWithRoomToGrowIsFine() throws IOException {
    assertReads(dynamic(f -> {}, header -> header.putInt(28, 2000)));
  }

  @Test
  void aBlockPastTheEndIsAnErrorAndNotZeros() {
    byte[] file = dynamic(f -> {}, header -> {});
    ByteBuffer.wrap(file).putInt(1536, 0x00ff_ffff);
    assertRefused(CorruptImageException.class, file, "entry at 1536", "past the end");
    byte[] cut = dynamic(f -> {}, header -> {});
    assertRefused(
        CorruptImageException.class, Arrays.copyOf(cut, cut.length - 3 * BLOCK), "past the end");
  }

  @Test
  void aBlockThatTheFileCutsIsAnErrorAndNeitherZerosNorTheFooter() throws IOException {
    byte[] file = dynamic(f -> {}, header -> {});
    // Without the footer, the last bytes are those of the block that is stored last: the first.
    byte[] cut = Arrays.copyOf(file, file.length - 513);
    assertRefused(CorruptImageException.class, cut, "entry at 1536", "truncated");
    byte[] short511 = Arrays.copyOf(file, file.length - 512);
    System.arraycopy(file, file.length - 512, short511, short511.length - 512, 512);
    assertRefused(CorruptImageException.class, short511, "entry at 1536", "blocks end at");
    // Of the disk's last block, only what the disk has of it must be there.
    byte[] odd = Arrays.copyOf(DISK, BLOCK + 512);
    byte[] one = VhdFiles.dynamic(odd, BLOCK);
    ByteBuffer table = ByteBuffer.wrap(one).position(1536);
    int first = table.getInt(1536);
    table.putInt(1536, table.getInt(1540)).putInt(1540, first);
    byte[] swapped =
        read(Arrays.copyOf(one, one.length - 512 - (BLOCK - 512)), OpenOptions.as("vhd"));
    assertEquals(odd.length, swapped.length);
  }

  @Test
  void aDiskNeedNotHaveWholeSectors() throws IOException {
    byte[] odd = Arrays.copyOf(DISK, 2 * BLOCK + 1000);
    assertArrayEquals(odd, read(VhdFiles.fixed(odd), OpenOptions.as("vhd")));
    assertArrayEquals(odd, read(VhdFiles.dynamic(odd, BLOCK), OpenOptions.as("vhd")));
  }

  @Test
  void aBlockOverTheHeadersOrTheTableIsRefused() {
    for (int sector : new int[] {0, 1, 2, 3}) {
      byte[] file = dynamic(f -> {}, header -> {});
      ByteBuffer.wrap(file).putInt(1536, sector);
      assertRefused(CorruptImageException.class, file, "entry at 1536", "is");
    }
  }

  /** One changed bit in an entry often makes it that of another block. */
  @Test
  void twoBlocksInOnePlaceAreRefusedAndLenientlyRead() throws IOException {
    for (int by : new int[] {0, 1, 8, -1, -8}) {
      byte[] file = VhdFiles.dynamic(DISK, BLOCK);
      ByteBuffer b = ByteBuffer.wrap(file);
      b.putInt(1536, b.getInt(1540) + by);
      if (by < 0) {
        // Where it was is free, but too short.
        b.putInt(1544, b.getInt(1540) + by);
      }
      assertRefused(CorruptImageException.class, file, "another block");
      assertEquals(DISK.length, read(file, OpenOptions.as("vhd").lenient(true)).length);
    }
  }

  @Test
  void impossibleNumbersAreRefusedByName() {
    assertRefused(
        CorruptImageException.class,
        dynamic(f -> {}, h -> h.putInt(32, 3000)),
        "block size at 544");
    assertRefused(
        CorruptImageException.class, dynamic(f -> {}, h -> h.putLong(16, -8)), "table at -8");
    assertRefused(
        CorruptImageException.class,
        dynamic(f -> f.putLong(16, 1L << 62), h -> {}),
        "dynamic header");
    assertRefused(
        UnsupportedImageException.class, dynamic(f -> f.putInt(60, 6), h -> {}), "type", "is 6");
    assertRefused(
        LimitExceededException.class, dynamic(f -> f.putLong(48, -512), h -> {}), "virtual size");
    assertRefused(
        CorruptImageException.class,
        VhdFiles.fixed(DISK, f -> f.putLong(48, DISK.length + 512)),
        "only " + DISK.length);
    assertRefused(CorruptImageException.class, new byte[4096], "no footer");
  }

  @Test
  void describingTellsFeaturesVersionsAndPlaces() throws IOException {
    boolean[] all = new boolean[(DISK.length + 511) / 512];
    Arrays.fill(all, true);
    byte[] file =
        VhdFiles.blocks(3, DISK, all, BLOCK, footer -> footer.putInt(8, 3 | 1 << 9), header -> {});
    var details = Images.info(source(file), OpenOptions.probing()).details();
    assertEquals("1.0", details.get("format-version"));
    assertEquals(List.of("temporary", "reserved", "bit-9"), details.get("features"));
    assertEquals(512L, details.get("header-offset"));
    assertEquals("1.0", details.get("header-version"));
    assertEquals(1536L, details.get("table-offset"));
  }

  /** They may be encrypted, or of a system that has gone. */
  @Test
  void locatorsOfKindsThatNobodyReadsAreTold() throws IOException {
    boolean[] all = new boolean[(DISK.length + 511) / 512];
    byte[] file = VhdFiles.blocks(4, DISK, all, BLOCK, footer -> {}, header -> {
      header.put(64, "gone.vhd".getBytes(StandardCharsets.UTF_16BE));
      header.put(576, "Wi2r".getBytes(StandardCharsets.US_ASCII));
    });
    var details = Images.info(source(file), OpenOptions.probing()).details();
    assertEquals(List.of("Wi2r"), details.get("parent-locator-kinds"));
  }

  @Test
  void aLenientReaderTakesZerosForWhatTheFileLost() throws IOException {
    byte[] disk = Patterns.bytes(4, 5 << 20);
    byte[] file = Written.file(disk, WriteOptions.of("vhd"), 1);
    OpenOptions lenient = OpenOptions.as("vhd").lenient(true);

    int lost = 700_000;
    byte[] cut = Arrays.copyOf(file, file.length - 512 - (1 << 20) - lost);
    assertThrows(CorruptImageException.class, () -> read(cut, OpenOptions.as("vhd")));
    byte[] left = disk.clone();
    Arrays.fill(left, disk.length - lost, disk.length, (byte) 0);
    assertArrayEquals(left, read(cut, lenient));

    for (int place : new int[] {0x7fff_ffff, 0xffff_fffe, 2, file.length / 512}) {
      byte[] astray = file.clone();
      ByteBuffer.wrap(astray).putInt(1536 + 4, place);
      assertThrows(CorruptImageException.class, () -> read(astray, OpenOptions.as("vhd")));
      byte[] without = disk.clone();
      Arrays.fill(without, 2 << 20, 4 << 20, (byte) 0);
      assertArrayEquals(without, read(astray, lenient), "place " + place);
    }
  }
}
