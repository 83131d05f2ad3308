// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageException;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Reference;
import org.diskmill.image.References;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VdiReadTest {
  private static final int BLOCK = VdiFiles.BLOCK;
  private static final byte[] DISK = Patterns.bytes(4, 5 * BLOCK + 512);

  @TempDir
  private Path directory;

  private static byte[] changed(byte[] file, Consumer<ByteBuffer> change) {
    change.accept(VdiFiles.wrap(file));
    return file;
  }

  private static byte[] content(byte[] file, OpenOptions options) throws IOException {
    return Memory.content(Images.open(Sources.bytes("disk.vdi", ByteBuffer.wrap(file)), options));
  }

  private static byte[] content(byte[] file) throws IOException {
    return content(file, OpenOptions.as("vdi"));
  }

  private static OpenOptions over(byte[] parent) {
    return OpenOptions.as("vdi").references(Memory.files(Map.of(VdiFiles.ID.toString(), parent)));
  }

  /** Block 2 changed, block 3 discarded, the others not stored. */
  private static byte[] child(int kind) {
    byte[] change = new byte[DISK.length];
    Arrays.fill(change, 2 * BLOCK, 3 * BLOCK, (byte) 9);
    return changed(VdiFiles.file(change, kind, 0, true), b -> {
      VdiFiles.child(b, kind);
      b.putInt(VdiFiles.MAP_AT + 3 * 4, VdiFiles.DISCARDED);
    });
  }

  private static byte[] expectedOfChild() {
    byte[] expected = DISK.clone();
    Arrays.fill(expected, 2 * BLOCK, 3 * BLOCK, (byte) 9);
    Arrays.fill(expected, 3 * BLOCK, 4 * BLOCK, (byte) 0);
    return expected;
  }

  @Test
  void differencingAndUndoDisksAreReadOverTheirParent() throws IOException {
    for (int kind : new int[] {3, 4}) {
      assertArrayEquals(expectedOfChild(), content(child(kind), over(VdiFiles.fixed(DISK))));
      assertArrayEquals(expectedOfChild(), content(child(kind), over(VdiFiles.dynamic(DISK))));
    }
  }

  @Test
  void aDirectoryFindsTheParentByItsId() throws IOException {
    Files.write(directory.resolve("other.vdi"), child(4));
    Files.write(directory.resolve("short"), new byte[10]);
    OpenOptions options = OpenOptions.as("vdi").references(References.in(directory));
    assertThrows(RefusedReferenceException.class, () -> content(child(4), options));
    for (byte[] parent : List.of(VdiFiles.fixed(DISK), VdiFiles.old(DISK, 1))) {
      Files.write(directory.resolve("any name.vdi"), parent);
      assertArrayEquals(expectedOfChild(), content(child(4), options));
    }
  }

  @Test
  void ofTwoFilesWithTheParentsIdNoneIsTaken() throws IOException {
    OpenOptions options = OpenOptions.as("vdi").references(References.in(directory));
    Path parent = Files.write(directory.resolve("parent.vdi"), VdiFiles.fixed(DISK));
    Files.createLink(directory.resolve("the same.vdi"), parent);
    Files.createSymbolicLink(directory.resolve("the same again.vdi"), parent);
    assertArrayEquals(expectedOfChild(), content(child(4), options));
    Path copy = Files.write(directory.resolve("copy.vdi"), changed(VdiFiles.fixed(DISK), b -> {}));
    for (OpenOptions either : List.of(options, options.lenient(true))) {
      RefusedReferenceException refused =
          assertThrows(RefusedReferenceException.class, () -> content(child(4), either));
      assertTrue(refused.toString().contains("copy.vdi"), refused.toString());
      assertTrue(refused.toString().contains("move one of them away"), refused.toString());
    }
    Files.delete(copy);
    assertArrayEquals(expectedOfChild(), content(child(4), options));
  }

  @Test
  void aDiskThatHasTheIdOfItsParentIsNotItself() throws IOException {
    // In which order a directory tells its files is the file system's choice, so in several.
    for (int i = 0; i < 12; i++) {
      Path own = Files.createDirectory(directory.resolve("own" + i));
      Path self = Files.write(
          own.resolve(i + " child"), changed(child(4), b -> VdiFiles.id(b, 0x188, VdiFiles.ID)));
      Files.write(own.resolve(i + " parent"), VdiFiles.fixed(DISK));
      OpenOptions options = OpenOptions.as("vdi").references(References.in(own, self));
      assertArrayEquals(expectedOfChild(), content(Files.readAllBytes(self), options));
    }
  }

  @Test
  void aParentThatIsAnotherDiskOrWasChangedIsRefused() throws IOException {
    byte[] other = changed(VdiFiles.fixed(DISK), b -> b.putInt(0x188, 1));
    assertThrows(CorruptImageException.class, () -> content(child(4), over(other)));
    byte[] later = changed(VdiFiles.fixed(DISK), b -> b.putInt(0x198, 1));
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> content(child(4), over(later)));
    assertTrue(refused.toString().contains("changed since"), refused.toString());
    assertArrayEquals(expectedOfChild(), content(child(4), over(later).lenient(true)));
  }

  @Test
  void kindAndParentMustAgree() {
    byte[] orphan = changed(VdiFiles.dynamic(DISK), b -> b.putInt(0x4c, 4));
    assertThrows(CorruptImageException.class, () -> content(orphan));
    byte[] twofold = changed(child(4), b -> b.putInt(0x4c, 1));
    assertThrows(CorruptImageException.class, () -> content(twofold));
  }

  @Test
  void describingNamesTheParentAndOpensNothing() throws IOException {
    Source source = Sources.bytes("disk.vdi", ByteBuffer.wrap(child(4)));
    ImageInfo info = Images.info(source, OpenOptions.probing());
    Reference parent = info.base().orElseThrow();
    assertEquals(VdiFiles.ID.toString(), parent.name());
    assertEquals(Optional.of("vdi"), parent.format());
    assertEquals("differencing", info.details().get("subformat"));
    assertEquals(VdiFiles.MODIFICATION.toString(), info.details().get("parent-modification-uuid"));
    assertEquals("a comment", info.details().get("comment"));
    assertEquals(List.of("vdi"), Images.recognise(source));
  }

  @Test
  void extraSpaceInFrontOfBlocksIsPassedOver() throws IOException {
    assertArrayEquals(DISK, content(VdiFiles.file(DISK, 1, 512, true)));
    // Neighbours in the file too, between which there is such space.
    assertArrayEquals(DISK, content(VdiFiles.file(DISK, 1, 512, false)));
  }

  @Test
  void neighbouringBlocksMakeOneRun() throws IOException {
    byte[] file = VdiFiles.fixed(DISK);
    try (DiskImage image =
        Images.open(Sources.bytes("disk.vdi", ByteBuffer.wrap(file)), OpenOptions.as("vdi"))) {
      Extent.Resolved run = Objects.requireNonNull(image.extents(0, DISK.length).next());
      assertEquals(DISK.length, run.length());
    }
  }

  /** One changed bit in an entry often makes it that of another block. */
  @Test
  void twoBlocksInOnePlaceAreRefusedAndLenientlyRead() throws IOException {
    byte[] file = VdiFiles.file(DISK, 1, 0, true);
    int first = VdiFiles.wrap(file).getInt(VdiFiles.MAP_AT);
    VdiFiles.wrap(file).putInt(VdiFiles.MAP_AT + 8, first);
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(file));
    String entry = "block map entry at " + (VdiFiles.MAP_AT + 8);
    assertTrue(refused.toString().contains(entry), refused.toString());
    byte[] expected = DISK.clone();
    System.arraycopy(DISK, 0, expected, 2 * BLOCK, BLOCK);
    assertArrayEquals(expected, content(file, OpenOptions.as("vdi").lenient(true)));
  }

  @Test
  void aFileMayEndWhereTheDiskDoesButNotBefore() throws IOException {
    byte[] file = VdiFiles.fixed(DISK);
    int end = file.length - BLOCK;
    int rest = DISK.length - 5 * BLOCK;
    assertArrayEquals(DISK, content(Arrays.copyOf(file, end + rest)));
    byte[] tail = Arrays.copyOf(file, end + rest - 1);
    assertThrows(CorruptImageException.class, () -> content(tail));
    byte[] padded = DISK.clone();
    padded[DISK.length - 1] = 0;
    assertArrayEquals(padded, content(tail, OpenOptions.as("vdi").lenient(true)));
    byte[] cut = Arrays.copyOf(file, end);
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(cut));
    assertTrue(refused.toString().contains("truncated"), refused.toString());
    byte[] expected = DISK.clone();
    Arrays.fill(expected, 5 * BLOCK, DISK.length, (byte) 0);
    assertArrayEquals(expected, content(cut, OpenOptions.as("vdi").lenient(true)));
  }

  @Test
  void anEntryThatNoBlockHasIsRefusedAndToALenientReaderZeros() throws IOException {
    byte[] file = VdiFiles.file(DISK, 1, 0, true);
    for (int number : new int[] {5000, 0x7fff_ffff, 0xffff_fffd}) {
      VdiFiles.wrap(file).putInt(VdiFiles.MAP_AT + 4, number);
      CorruptImageException refused =
          assertThrows(CorruptImageException.class, () -> content(file));
      assertTrue(refused.toString().contains("expected a number below"), refused.toString());
      byte[] expected = DISK.clone();
      Arrays.fill(expected, BLOCK, 2 * BLOCK, (byte) 0);
      assertArrayEquals(expected, content(file, OpenOptions.as("vdi").lenient(true)));
    }
  }

  @Test
  void filesOfVersion0AreReadAndCanBeParents() throws IOException {
    byte[] old = VdiFiles.old(DISK, 1);
    assertArrayEquals(DISK, content(old));
    assertArrayEquals(expectedOfChild(), content(child(4), over(old)));
    Source source = Sources.bytes("old.vdi", ByteBuffer.wrap(old));
    assertTrue(Checks.check(source, OpenOptions.probing(), Job.unattended())
        .orElseThrow()
        .clean());
    VdiFiles.wrap(old).putInt(0x16c, 1 << 30);
    assertThrows(CorruptImageException.class, () -> content(old));
  }

  @Test
  void anOddSizeIsRoundedUpToASector() throws IOException {
    byte[] disk = Patterns.bytes(4, 150 << 10);
    byte[] file = VdiFiles.dynamic(disk);
    VdiFiles.wrap(file).putLong(0x170, disk.length - 700);
    assertArrayEquals(Arrays.copyOf(disk, disk.length - 512), content(file));
  }

  @Test
  void aDiskThatIsSmallerThanWhatIsStoredOfItIsRefused() throws IOException {
    for (byte[] file : List.of(VdiFiles.fixed(DISK), VdiFiles.old(DISK, 1))) {
      int sizeAt = file.length % 512 == 0 ? 0x170 : 0x160;
      VdiFiles.wrap(file).putLong(sizeAt, 3 * BLOCK);
      CorruptImageException refused =
          assertThrows(CorruptImageException.class, () -> content(file));
      assertTrue(refused.toString().contains("stores block 3"), refused.toString());
      byte[] expected = Arrays.copyOf(DISK, 3 * BLOCK);
      assertArrayEquals(expected, content(file, OpenOptions.as("vdi").lenient(true)));
      CheckReport report = Checks.check(
              Sources.bytes("d", ByteBuffer.wrap(file)), OpenOptions.as("vdi"), Job.unattended())
          .orElseThrow();
      assertTrue(report.findings().toString().contains("stores block 3"), report.toString());
    }
  }

  @Test
  void blocksThatBeginInsideTheMapAreRefused() {
    byte[] file = changed(VdiFiles.dynamic(DISK), b -> b.putInt(0x158, VdiFiles.MAP_AT));
    assertThrows(CorruptImageException.class, () -> content(file));
  }

  @Test
  void aMapMayBeLongerThanTheDiskNeeds() throws IOException {
    byte[] start = Arrays.copyOf(DISK, 3 * BLOCK);
    for (int padding : new int[] {-1, 0, VdiFiles.DISCARDED, 77}) {
      byte[] longer = changed(VdiFiles.fixed(start), b -> {
        b.putInt(0x180, 100);
        for (int i = 3; i < 100; i++) {
          b.putInt(VdiFiles.MAP_AT + i * 4, padding);
        }
      });
      assertArrayEquals(start, content(longer));
    }
    // Nor is what follows the map part of it, even if it looks like a block's place.
    start[0] = 1;
    Arrays.fill(start, 1, 4, (byte) 0);
    assertArrayEquals(start, content(changed(VdiFiles.fixed(start), b -> b.putInt(0x180, 1000))));
  }

  @Test
  void numbersThatNoFileHasAreRefused() {
    List<Consumer<ByteBuffer>> changes = List.of(
        b -> b.putLong(0x170, -1),
        b -> b.putLong(0x170, 1L << 40),
        b -> b.putInt(0x178, 0),
        b -> b.putInt(0x178, 3 << 20),
        b -> b.putInt(0x178, 1 << 31),
        b -> b.putInt(0x17c, -512),
        b -> b.putInt(0x180, 5),
        b -> b.putInt(0x154, 0),
        b -> b.putInt(0x154, 100),
        b -> b.putInt(0x154, -512),
        b -> b.putInt(0x158, 1),
        b -> b.putInt(VdiFiles.MAP_AT, 6),
        b -> b.putInt(VdiFiles.MAP_AT, -3),
        b -> b.putInt(0x40, 0));
    for (Consumer<ByteBuffer> change : changes) {
      byte[] file = changed(VdiFiles.fixed(DISK), change);
      assertThrows(ImageException.class, () -> content(file), "change " + changes.indexOf(change));
    }
    for (int at : new int[] {0x44, 0x4c, 0x168}) {
      byte[] file = changed(VdiFiles.fixed(DISK), b -> b.putInt(at, 0x20002));
      assertThrows(UnsupportedImageException.class, () -> content(file));
    }
  }

  @Test
  void describingTellsWhoMadeItItsGeometriesAndItsPlaces() throws IOException {
    byte[] file = changed(VdiFiles.file(DISK, 1, 512, true), b -> {
      b.putInt(0x15c, 11).putInt(0x160, 16).putInt(0x164, 63);
      b.putInt(0x1c8, 12).putInt(0x1cc, 255).putInt(0x1d0, 62).putInt(0x1d4, 512);
    });
    Map<String, Object> details = details(file);
    assertEquals("<<< Oracle VM VirtualBox Disk Image >>>", details.get("creator"));
    assertEquals((long) VdiFiles.MAP_AT, details.get("map-offset"));
    assertEquals(512L, details.get("block-extra"));
    assertEquals(512L, details.get("sector-size"));
    assertEquals("{cylinders=11, heads=16, sectors=63}", String.valueOf(details.get("geometry")));
    assertEquals(
        "{cylinders=12, heads=255, sectors=62}", String.valueOf(details.get("bios-geometry")));
  }

  @Test
  void aHeaderThatEndsBeforeTheBiosGeometryHasNone() throws IOException {
    byte[] file = changed(VdiFiles.dynamic(DISK), b -> b.putInt(0x48, 0x180).putInt(0x1c8, 12));
    Map<String, Object> details = details(file);
    assertFalse(details.containsKey("geometry"), details.toString());
    assertFalse(details.containsKey("bios-geometry"), details.toString());
    assertFalse(details.containsKey("block-extra"), details.toString());
  }

  private static Map<String, Object> details(byte[] file) throws IOException {
    Source source = Sources.bytes("disk.vdi", ByteBuffer.wrap(file));
    return Images.info(source, OpenOptions.probing()).details();
  }

  @Test
  void ofVersion0TheGeometryStandsElsewhere() throws IOException {
    byte[] file = VdiFiles.old(DISK, 1);
    VdiFiles.wrap(file).putInt(0x150, 11).putInt(0x154, 16).putInt(0x158, 63);
    assertEquals(
        "{cylinders=11, heads=16, sectors=63}", String.valueOf(details(file).get("geometry")));
  }
}
