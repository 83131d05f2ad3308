// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Which QEMU refuses altogether. */
class VhdxDifferencingTest {
  private static final int MIB = 1 << 20;
  private static final byte[] OLD = Patterns.bytes(1, 5 * MIB);

  private static Source source(String name, byte[] file) {
    return Sources.bytes(name, ByteBuffer.wrap(file));
  }

  private static OpenOptions allowing(byte[] parent) {
    return OpenOptions.as("vhdx")
        .references(wanted -> wanted.name().equals("../base/parent.vhdx")
            ? Optional.of(source("parent", parent))
            : Optional.empty());
  }

  private static byte[] read(byte[] child, OpenOptions options) throws IOException {
    try (DiskImage image = Images.open(source("child.vhdx", child), options)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  @Test
  void eachBlockAndEachSectorIsTheChildsOrTheParents() {
    Seeds.each(4, random -> {
      int sector = random.nextBoolean() ? 512 : 4096;
      byte[] expected = OLD.clone();
      VhdxFiles child = new VhdxFiles(OLD.length, sector, true, 4);
      // Block 0 is the parent's, block 1 is zeros, block 2 the child's, block 3 partly so.
      Arrays.fill(expected, MIB, 2 * MIB, (byte) 0);
      child.entry(1, 2);
      byte[] mine = Patterns.bytes(random.nextLong(), MIB);
      System.arraycopy(mine, 0, child.bytes, child.allocate(2, 6), MIB);
      System.arraycopy(mine, 0, expected, 2 * MIB, MIB);
      int bitmap = child.allocateBitmap();
      int at = child.allocate(3, 7);
      for (int s = 0; s < MIB / sector; s++) {
        boolean set = random.nextInt(20) != 0 == (s / 64 % 2 == 0);
        if (set) {
          // The first sector is the lowest bit; the chunk's first three blocks have bits too.
          int bit = 3 * (MIB / sector) + s;
          child.bytes[bitmap + bit / 8] |= (byte) (1 << bit % 8);
          System.arraycopy(mine, s * sector, child.bytes, at + s * sector, sector);
          System.arraycopy(mine, s * sector, expected, 3 * MIB + s * sector, sector);
        }
      }
      assertArrayEquals(expected, read(child.bytes, allowing(VhdxFiles.dynamic(OLD))));
    });
  }

  @Test
  void aPartlyPresentBlockWithoutABitmapIsRefused() {
    VhdxFiles child = new VhdxFiles(OLD.length, 512, true, 1);
    child.allocate(0, 7);
    CorruptImageException refused = assertThrows(
        CorruptImageException.class, () -> read(child.bytes, allowing(VhdxFiles.dynamic(OLD))));
    assertTrue(refused.toString().contains("sector bitmap"), refused.toString());
  }

  @Test
  void aSectorBitmapOverTheLogOrARegionIsRefused() {
    for (int at : new int[] {VhdxFiles.LOG, VhdxFiles.METADATA, VhdxFiles.TABLE}) {
      VhdxFiles child = new VhdxFiles(OLD.length, 512, true, 1);
      child.allocate(0, 7);
      child.bitmap(at | 6);
      CorruptImageException refused = assertThrows(
          CorruptImageException.class, () -> read(child.bytes, allowing(VhdxFiles.dynamic(OLD))));
      assertTrue(refused.toString().contains("lie over the log"), refused.toString());
    }
  }

  @Test
  void aPartlyPresentBlocksOwnSectorsMustBeInTheFile() throws IOException {
    VhdxFiles child = new VhdxFiles(OLD.length, 512, true, 2);
    int bitmap = child.allocateBitmap();
    int at = child.allocate(0, 7);
    child.bytes[bitmap] = 3;
    byte[] expected = OLD.clone();
    Arrays.fill(expected, 0, 1024, (byte) 0);
    byte[] cut = Arrays.copyOf(child.bytes, at + 1024);
    assertArrayEquals(expected, read(cut, allowing(VhdxFiles.dynamic(OLD))));
    byte[] shorter = Arrays.copyOf(child.bytes, at + 1023);
    CorruptImageException refused = assertThrows(
        CorruptImageException.class, () -> read(shorter, allowing(VhdxFiles.dynamic(OLD))));
    assertTrue(refused.toString().contains("truncated"), refused.toString());
    OpenOptions lenient = allowing(VhdxFiles.dynamic(OLD)).lenient(true);
    assertArrayEquals(expected, read(shorter, lenient));
  }

  @Test
  void aPathMayBeTerminated() throws IOException {
    byte[] child = new VhdxFiles(OLD.length, 512, true, 0).bytes;
    // The last character of the path: it ends before.
    byte[] path = VhdxFiles.PATH.getBytes(StandardCharsets.UTF_16LE);
    for (int at = VhdxFiles.METADATA; at < VhdxFiles.TABLE; at++) {
      if (Arrays.equals(child, at, at + path.length, path, 0, path.length)) {
        child[at + path.length - 2] = 0;
      }
    }
    ImageInfo info = Images.info(source("child.vhdx", child), OpenOptions.probing());
    String shorter = VhdxFiles.PATH.substring(0, VhdxFiles.PATH.length() - 1);
    assertEquals(shorter, info.base().orElseThrow().name());
  }

  @Test
  void aParentThatWasWrittenToSinceIsRefused() throws IOException {
    byte[] child = new VhdxFiles(OLD.length, 512, true, 0).bytes;
    VhdxFiles changed = new VhdxFiles(OLD.length, 512, false, 0);
    ByteBuffer header = ByteBuffer.wrap(changed.bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    Guids.put(header, (128 << 10) + 32, new UUID(4, 4));
    changed.sum(128 << 10, 4096);
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> read(child, allowing(changed.bytes)));
    assertTrue(refused.toString().contains("was written to"), refused.toString());
    assertEquals(OLD.length, read(child, allowing(changed.bytes).lenient(true)).length);
  }

  @Test
  void childrenWithoutDataOfTwoParentsAreNotTakenForEachOther() throws IOException {
    byte[] disk = OLD.clone();
    WriteOptions vhdx = WriteOptions.of("vhdx");
    String[] ids = {"11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"};
    Set<Object> written = new HashSet<>();
    for (String id : ids) {
      byte[] parent = Written.file(disk, vhdx.with("uuid", id), 1);
      WriteOptions over = vhdx.with("backing_file", "parent").with("backing_fmt", "vhdx");
      for (WriteOptions options : List.of(over, over.with("uuid", ids[0]))) {
        byte[] child = Written.over(parent, disk, options);
        written.add(Images.info(source("child", child), OpenOptions.as("vhdx"))
            .details()
            .get("data-write-guid"));
      }
    }
    assertEquals(4, written.size(), written.toString());
  }

  @Test
  void aParentsNameThatTheLocatorCannotHoldIsRefused() throws IOException {
    byte[] parent = VhdxFiles.dynamic(OLD);
    WriteOptions over = WriteOptions.of("vhdx").with("backing_fmt", "vhdx");
    String longest = "/" + "x".repeat(32_766);
    byte[] child = Written.over(parent, OLD, over.with("backing_file", longest));
    assertEquals(
        longest,
        Images.info(source("child", child), OpenOptions.as("vhdx"))
            .references()
            .get(0)
            .name());
    IllegalArgumentException refused = assertThrows(
        IllegalArgumentException.class,
        () -> Written.over(parent, OLD, over.with("backing_file", longest + "x")));
    assertTrue(refused.toString().contains("32768 characters"), refused.toString());
  }

  @Test
  void theParentsIdentifierNeedsNoBraces() throws IOException {
    byte[] child = new VhdxFiles(OLD.length, 512, true, 0).bytes;
    for (int i = VhdxFiles.METADATA + (64 << 10); i < VhdxFiles.TABLE; i++) {
      child[i] = child[i] == '{' || child[i] == '}' ? (byte) ' ' : child[i];
    }
    assertArrayEquals(OLD, read(child, allowing(VhdxFiles.dynamic(OLD))));
  }

  @Test
  void describingShowsTheParentAndOpensNothing() throws IOException {
    byte[] child = new VhdxFiles(OLD.length, 512, true, 0).bytes;
    ImageInfo info = Images.info(source("child.vhdx", child), OpenOptions.probing());
    assertEquals(VhdxFiles.PATH, info.base().orElseThrow().name());
    assertEquals("differencing", info.details().get("subformat"));
    assertEquals("by hand", info.details().get("creator"));
    assertThrows(RefusedReferenceException.class, () -> read(child, OpenOptions.as("vhdx")));
  }
}
