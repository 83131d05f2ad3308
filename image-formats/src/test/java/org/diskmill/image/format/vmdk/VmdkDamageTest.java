// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Files that are damaged, cut, or unlike those that most tools write. */
class VmdkDamageTest {
  /** Two grain tables, and the last grain reaches past the disk's end. */
  private static final byte[] DISK = Patterns.bytes(3, (2 << 20) + 5 * 512);

  private static final int REDUNDANT = 21 * 512;
  private static final int HALF = (1 + 2 * 4) * 512;
  private static final int PRIMARY = REDUNDANT + HALF;

  private static byte[] sparse(Consumer<ByteBuffer> damage) {
    byte[] file = VmdkFiles.sparse(DISK);
    damage.accept(VmdkFiles.wrap(file));
    return file;
  }

  private static byte[] content(byte[] file, OpenOptions options) throws IOException {
    return Memory.content(Images.open(Sources.bytes("disk.vmdk", ByteBuffer.wrap(file)), options));
  }

  private static byte[] content(byte[] file) throws IOException {
    return content(file, OpenOptions.as("vmdk"));
  }

  private static String refusal(byte[] file) {
    return assertThrows(CorruptImageException.class, () -> content(file)).toString();
  }

  @Test
  void aTransferInTextModeIsNamedAsTheCause() {
    byte[] file = sparse(b -> b.put(73, new byte[] {10, 32, 10, 10}));
    String message = refusal(file);
    assertTrue(message.contains("newline probe at 73 is 0a200a0a") || message.contains("a200a0a"));
    assertTrue(message.contains("FTP"), message);
  }

  @Test
  void theRedundantDirectoryStandsInForThePrimary() throws IOException {
    assertArrayEquals(DISK, content(sparse(b -> b.putLong(56, 0))));
    assertArrayEquals(DISK, content(sparse(b -> b.putLong(56, 1L << 40))));
    assertArrayEquals(DISK, content(sparse(b -> b.putLong(PRIMARY, 0))));
    assertArrayEquals(DISK, content(sparse(b -> b.putInt(PRIMARY + 4, 0x7fffffff))));
    assertArrayEquals(DISK, content(sparse(b -> b.putInt(PRIMARY + 512 + 40, 0x7fffffff))));
  }

  @Test
  void whereBothDirectoriesAreBadTheFileIsRefused() {
    String message = refusal(sparse(b -> b.putLong(56, -2).putLong(48, 1L << 50)));
    assertTrue(message.contains("nor is a redundant one"), message);
    message = refusal(sparse(b -> b.putInt(PRIMARY, -1).putInt(REDUNDANT, -1)));
    assertTrue(message.contains("grain directory entry at " + PRIMARY), message);
    byte[] entries = sparse(b -> {
      b.putInt(PRIMARY + 512, -1);
      b.putInt(REDUNDANT + 512, -1);
    });
    assertTrue(refusal(entries).contains("truncated"));
  }

  @Test
  void entryOneIsAZeroGrainOnlyWhereTheHeaderSaysSo() throws IOException {
    Consumer<ByteBuffer> ones = b -> {
      b.putInt(PRIMARY + 512, 1);
      b.putInt(REDUNDANT + 512, 1);
    };
    assertTrue(refusal(sparse(ones)).contains("grain table entry"));
    byte[] expected = DISK.clone();
    Arrays.fill(expected, 0, VmdkFiles.GRAIN, (byte) 0);
    assertArrayEquals(expected, content(sparse(ones.andThen(b -> b.putInt(8, 7)))));
  }

  @Test
  void aFileMayEndWhereTheDiskDoesButNotBefore() throws IOException {
    byte[] file = VmdkFiles.sparse(DISK);
    byte[] shorter = Arrays.copyOf(file, file.length - 3 * 512);
    assertArrayEquals(DISK, content(shorter));
    assertTrue(refusal(Arrays.copyOf(shorter, shorter.length - 1)).contains("cut by"));
    byte[] cut = Arrays.copyOf(file, file.length - 3 * VmdkFiles.GRAIN);
    assertTrue(refusal(cut).contains("truncated"));
    byte[] expected = DISK.clone();
    Arrays.fill(expected, 510 * VmdkFiles.GRAIN, DISK.length, (byte) 0);
    assertArrayEquals(expected, content(cut, OpenOptions.as("vmdk").lenient(true)));
  }

  @Test
  void whatFollowsTheStreamIsReadAroundOnlyLeniently() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    for (int more : new int[] {1, 512, 70_000}) {
      byte[] longer = Arrays.copyOf(stream, stream.length + more);
      assertTrue(refusal(longer).contains("leniently"));
      assertArrayEquals(DISK, content(longer, OpenOptions.as("vmdk").lenient(true)));
    }
    byte[] noEnd = Arrays.copyOf(stream, stream.length - 512);
    assertTrue(refusal(noEnd).contains("end-of-stream"));
    assertArrayEquals(DISK, content(noEnd, OpenOptions.as("vmdk").lenient(true)));
  }

  @Test
  void aFooterThatPointsToAFooterIsRefused() {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    VmdkFiles.wrap(stream).putLong(stream.length - 1024 + 56, -1);
    assertTrue(refusal(stream).contains("footer"));
  }

  @Test
  void aFooterThatContradictsTheHeaderIsRefused() {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    VmdkFiles.wrap(stream).putLong(stream.length - 1024 + 12, 5);
    assertTrue(refusal(stream).contains("contradicts"));
  }

  @Test
  void onlyTheLastGrainOfAStreamMayEndWhereTheDiskDoes() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.QEMU);
    assertArrayEquals(DISK, content(stream));
    byte[] whole = Arrays.copyOf(DISK, DISK.length / VmdkFiles.GRAIN * VmdkFiles.GRAIN);
    byte[] longer = VmdkFiles.stream(whole, VmdkFiles.Stream.QEMU);
    // The last grain that was whole is now one short of what the disk has there.
    VmdkFiles.wrap(stream).putLong(12, whole.length / 512 + 6);
    assertTrue(refusal(stream).contains("ends after 2560 bytes"), refusal(stream));
    VmdkFiles.wrap(longer).putLong(12, whole.length / 512 - 1);
    longer[512 + VmdkFiles.embedded("streamOptimized", 4096).indexOf("4096") + 3] = '5';
    assertArrayEquals(Arrays.copyOf(whole, whole.length - 512), content(longer));
  }

  @Test
  void aDamagedCompressedGrainIsRefusedWithItsPlace() {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    Arrays.fill(stream, 24 * 512 + 100, 24 * 512 + 200, (byte) 1);
    assertTrue(refusal(stream).contains("compressed unit at " + (24 * 512 + 12)));
  }

  @Test
  void neighbouringGrainsMakeOneRun() throws IOException {
    byte[] file = VmdkFiles.sparse(DISK);
    try (DiskImage image =
        Images.open(Sources.bytes("disk.vmdk", ByteBuffer.wrap(file)), OpenOptions.as("vmdk"))) {
      Extent.Resolved run = Objects.requireNonNull(image.extents(0, DISK.length).next());
      assertEquals(DISK.length, run.length());
    }
  }

  @Test
  void theMapOfAStreamCostsOneReadForEachTableAndNoneForGrains() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    CountingSource counted = new CountingSource(Sources.bytes("s", ByteBuffer.wrap(stream)));
    try (DiskImage image = Images.open(counted, OpenOptions.as("vmdk"))) {
      long before = counted.reads();
      var runs = image.extents(0, DISK.length);
      while (runs.next() != null) {
        // Only the map is wanted.
      }
      // The other of the two was looked at when the image was opened.
      assertEquals(1, counted.reads() - before);
    }
  }

  @Test
  void anUncleanFileSaysSo() throws IOException {
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(sparse(b -> b.put(72, (byte) 1))));
    assertTrue(Images.info(source, OpenOptions.as("vmdk")).dirty());
  }

  @Test
  void numbersThatNoFileHasAreRefusedBeforeAnythingIsAllocated() {
    assertThrows(LimitExceededException.class, () -> content(sparse(b -> b.putLong(12, -1))));
    assertThrows(LimitExceededException.class, () -> content(sparse(b -> b.putLong(20, 1L << 40))));
    assertThrows(CorruptImageException.class, () -> content(sparse(b -> b.putLong(20, 0))));
    assertThrows(CorruptImageException.class, () -> content(sparse(b -> b.putLong(20, 9))));
    assertThrows(CorruptImageException.class, () -> content(sparse(b -> b.putInt(44, 513))));
    assertThrows(LimitExceededException.class, () -> content(sparse(b -> b.putLong(36, 1 << 20))));
    assertThrows(UnsupportedImageException.class, () -> content(sparse(b -> b.putInt(4, 4))));
    assertThrows(
        CorruptImageException.class, () -> content(sparse(b -> b.putShort(77, (short) 1))));
  }

  @Test
  void aJournalThatMustBeReplayedIsRefusedUnlessNothingWasWrittenToIt() throws IOException {
    byte[] file = VmdkFiles.seSparse(DISK);
    VmdkFiles.wrap(file).putLong(512 + 24, 1);
    assertThrows(UnsupportedImageException.class, () -> content(file));
    byte[] with = Arrays.copyOf(file, file.length + 4096);
    VmdkFiles.wrap(with).putLong(112, file.length / 512).putLong(120, 8);
    assertArrayEquals(DISK, content(with));
    with[with.length - 1] = 1;
    assertThrows(UnsupportedImageException.class, () -> content(with));
    VmdkFiles.wrap(with).putLong(112, 1L << 60);
    assertThrows(UnsupportedImageException.class, () -> content(with));
  }

  @Test
  void theAlgorithmSaysWhetherGrainsAreCompressedAndTheFlagDoesNot() throws IOException {
    assertArrayEquals(DISK, content(sparse(b -> b.putInt(8, 3 | 1 << 16))));
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.QEMU);
    VmdkFiles.wrap(stream).putInt(8, 1 | 2 << 16);
    assertArrayEquals(DISK, content(stream));
    // With none to unpack them, their packed form would be taken for the guest's data.
    VmdkFiles.wrap(stream).putInt(8, 1 | 3 << 16).putShort(77, (short) 0);
    assertTrue(refusal(stream).contains("compression algorithm at 77"));
  }

  @Test
  void aStreamWhoseHeaderLeavesTheDirectoryOpenIsReadByItsFooter() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    VmdkFiles.wrap(stream).putLong(56, 0);
    assertArrayEquals(DISK, content(stream));
    assertTrue(refusal(Arrays.copyOf(stream, stream.length - 512)).contains("grain directory"));
  }

  @Test
  void aDescriptorThatIsNotWhereTheHeaderSaysIsRefused() {
    // Without its text, a delta would be read as if it had no parent.
    assertThrows(CorruptImageException.class, () -> content(sparse(b -> b.putLong(28, 40))));
    assertThrows(CorruptImageException.class, () -> content(sparse(b -> b.putLong(28, 25))));
  }

  @Test
  void aHeaderMustNotSayThatTheDiskIsSmallerThanItsTextSays() throws IOException {
    byte[] file = sparse(b -> b.putLong(12, DISK.length / 512 - 1));
    assertTrue(refusal(file).contains("capacity at 12"));
    byte[] start = Arrays.copyOf(DISK, DISK.length - 512);
    assertArrayEquals(start, content(file, OpenOptions.as("vmdk").lenient(true)));
    byte[] larger = Arrays.copyOf(DISK, 3 << 20);
    assertArrayEquals(larger, content(sparse(b -> b.putLong(12, 3 << 11))));
  }

  @Test
  void theTextsSizeMayBeRoundedUpToWholeGrains() throws IOException {
    int sectors = DISK.length / 512;
    byte[] disk = Arrays.copyOf(DISK, DISK.length - 512);
    for (int more : new int[] {0, 1, 2, 3, 4, 12}) {
      String text = VmdkFiles.embedded("monolithicSparse", sectors - 1 + more);
      byte[] file = VmdkFiles.sparse(disk, text, false);
      if (more == 0 || more == 4) {
        assertArrayEquals(disk, content(file));
      } else {
        assertTrue(refusal(file).contains("capacity at 12"));
      }
    }
  }

  @Test
  void theCheckKnowsRoundingFromAnotherSize() throws IOException {
    long sectors = DISK.length / 512;
    long rounded = (sectors + 3) / 4 * 4;
    for (long capacity = sectors; capacity < sectors + 8; capacity++) {
      long stated = capacity;
      byte[] file = sparse(b -> b.putLong(12, stated));
      boolean sound = capacity == sectors || capacity == rounded;
      assertEquals(sound ? 0 : 1, sizes(file), capacity + " sectors");
    }
  }

  private static long sizes(byte[] file) throws IOException {
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(file));
    return new VmdkChecker()
        .check(source, Limits.defaults(), Job.unattended()).findings().stream()
            .filter(one -> one.message().contains("the header says"))
            .count();
  }

  /** Xen Orchestra copies blocks of 2 MiB, whatever is left of the disk. */
  @Test
  void grainsPastTheEndDoNoHarmWhereHeaderAndTextAgreeOnIt() throws IOException {
    byte[] file = VmdkFiles.sparse(DISK, VmdkFiles.embedded("monolithicSparse", 4000), false);
    VmdkFiles.wrap(file).putLong(12, 4000);
    assertArrayEquals(Arrays.copyOf(DISK, 4000 * 512), content(file));
  }

  /** One changed bit in an entry often makes it that of another grain, here of another table. */
  @Test
  void twoGrainsInOnePlaceAreRefusedAndLenientlyRead() throws IOException {
    byte[] file = sparse(b -> {
      for (int tables : new int[] {PRIMARY + 512, REDUNDANT + 512}) {
        b.putInt(tables + 512 * 4, b.getInt(tables + 3 * 4));
      }
    });
    assertTrue(refusal(file).contains("where another grain is too"), refusal(file));
    byte[] expected = DISK.clone();
    System.arraycopy(
        DISK, 3 * VmdkFiles.GRAIN, expected, 512 * VmdkFiles.GRAIN, DISK.length % VmdkFiles.GRAIN);
    assertArrayEquals(expected, content(file, OpenOptions.as("vmdk").lenient(true)));
  }

  @Test
  void twoGrainsOfAStreamOrOfASpaceEfficientDiskInOnePlaceAreRefusedToo() throws IOException {
    byte[] expected = DISK.clone();
    System.arraycopy(DISK, 8 * VmdkFiles.GRAIN, expected, 3 * VmdkFiles.GRAIN, VmdkFiles.GRAIN);
    byte[] seSparse = VmdkFiles.seSparse(DISK);
    ByteBuffer wide = VmdkFiles.wrap(seSparse);
    wide.putLong(3 * 512 + 3 * 8, wide.getLong(3 * 512 + 8 * 8));
    assertGrainsShared(seSparse, expected);
    for (VmdkFiles.Stream kind :
        new VmdkFiles.Stream[] {VmdkFiles.Stream.QEMU, VmdkFiles.Stream.BARE}) {
      byte[] stream = VmdkFiles.stream(DISK, kind);
      ByteBuffer narrow = VmdkFiles.wrap(stream);
      narrow.putInt(25 * 512 + 3 * 4, narrow.getInt(25 * 512 + 8 * 4));
      assertGrainsShared(stream, expected);
    }
  }

  private static void assertGrainsShared(byte[] file, byte[] lenient) throws IOException {
    assertTrue(refusal(file).contains("where another grain is too"), refusal(file));
    assertArrayEquals(lenient, content(file, OpenOptions.as("vmdk").lenient(true)));
  }

  @Test
  void grainsThatOverlapOrLiePastTheDisksEndSayThatTheHeaderIsWrong() throws IOException {
    assertTrue(
        refusal(sparse(b -> b.putLong(20, 16))).contains("overlap by the grain size of 8192"));
    String text = VmdkFiles.text("monolithicSparse");
    byte[] shorter = VmdkFiles.sparse(DISK, text, false);
    VmdkFiles.wrap(shorter).putLong(12, 4000);
    assertTrue(refusal(shorter).contains("the disk ends with entry 499"));
    byte[] expected = Arrays.copyOf(DISK, 4000 * 512);
    assertArrayEquals(expected, content(shorter, OpenOptions.as("vmdk").lenient(true)));
    // What is not a table's rest says nothing: some tables may end where the disk does.
    VmdkFiles.wrap(shorter).putInt(PRIMARY + 512 + 505 * 4, 3);
    assertArrayEquals(expected, content(shorter));
  }

  @Test
  void aStreamsHeaderWithFewerEntriesThanItsTablesHaveIsRefused() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    for (int at : new int[] {44, stream.length - 1024 + 44}) {
      VmdkFiles.wrap(stream).putInt(at, 256);
    }
    assertTrue(refusal(stream).contains("grain marker at"));
    byte[] sloppy = VmdkFiles.stream(DISK, VmdkFiles.Stream.QEMU);
    // Of two tables: the second has one grain, the first of its pair.
    int last = VmdkFiles.wrap(sloppy).getInt((24 + 1 + 4) * 512) * 512;
    VmdkFiles.wrap(sloppy).putLong(last, 0);
    assertArrayEquals(DISK, content(sloppy));
  }

  @Test
  void anEsxServersDiskThatWasMadeSmallerIsRefused() throws IOException {
    byte[] disk = Patterns.bytes(3, 3 << 20);
    // Each table is of 4096 sectors: within the second, at its beginning, and within the first.
    for (int sectors : new int[] {disk.length / 512 - 1, 4096, 4000}) {
      byte[] file = VmdkFiles.cowd(disk);
      VmdkFiles.wrap(file).putInt(12, sectors);
      String refusal = refusal(file);
      assertTrue(refusal.contains("size is wrong"), refusal);
      assertEquals(sectors <= 4096, refusal.contains("grain directory entry"), refusal);
      OpenOptions lenient = OpenOptions.as("vmdk").lenient(true);
      assertArrayEquals(Arrays.copyOf(disk, sectors * 512), content(file, lenient));
    }
  }
}
