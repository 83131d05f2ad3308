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
import java.util.Optional;
import java.util.SplittableRandom;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sinks;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Where QEMU reads the child alone, and gives zeros or junk for what the parent holds. */
class VhdDifferencingTest {
  private static final int BLOCK = 16 << 10;
  private static final byte[] OLD = Patterns.bytes(1, 200 << 10);
  private static final byte[] NEW = Patterns.bytes(2, 200 << 10);

  private static Source source(String name, byte[] file) {
    return Sources.bytes(name, ByteBuffer.wrap(file));
  }

  private static OpenOptions allowing(String name, byte[] parent) {
    return OpenOptions.as("vhd")
        .references(wanted ->
            wanted.name().equals(name) ? Optional.of(source("parent", parent)) : Optional.empty());
  }

  private static byte[] read(byte[] child, OpenOptions options) throws IOException {
    try (DiskImage image = Images.open(source("child.vhd", child), options)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  private static boolean[] some(SplittableRandom random) {
    boolean[] has = new boolean[NEW.length / 512];
    int at = 0;
    while (at < has.length) {
      int length = 1 + random.nextInt(40);
      boolean set = random.nextBoolean();
      for (int i = at; i < Math.min(at + length, has.length); i++) {
        has[i] = set;
      }
      at += length;
    }
    return has;
  }

  @Test
  void eachSectorIsTheChildsOrTheParentsByABitThatCountsFromTheHighest() {
    Seeds.each(20, random -> {
      boolean[] has = some(random);
      byte[] expected = OLD.clone();
      for (int i = 0; i < has.length; i++) {
        if (has[i]) {
          System.arraycopy(NEW, i * 512, expected, i * 512, 512);
        }
      }
      byte[] child = VhdFiles.differencing(NEW, has, BLOCK);
      OpenOptions fixed = allowing("../base/parent.vhd", VhdFiles.fixed(OLD));
      assertArrayEquals(expected, read(child, fixed));
      OpenOptions dynamic = allowing("../base/parent.vhd", VhdFiles.dynamic(OLD, 4096));
      assertArrayEquals(expected, read(child, dynamic));
    });
  }

  @Test
  void theParentIsAskedForBySpellingBySlashesAndByFileName() throws IOException {
    byte[] child = VhdFiles.differencing(NEW, some(new SplittableRandom(5)), BLOCK);
    for (String name :
        new String[] {VhdFiles.PATH, "../base/parent.vhd", "gone.vhd", "parent.vhd"}) {
      assertEquals(NEW.length, read(child, allowing(name, VhdFiles.fixed(OLD))).length);
    }
  }

  @Test
  void aPathThatLiesOutsideTheFileDoesNotSpoilTheOthers() throws IOException {
    for (long at : new long[] {1L << 40, -8}) {
      byte[] child = withLocator(at, 40);
      assertEquals(NEW.length, read(child, allowing("parent.vhd", VhdFiles.fixed(OLD))).length);
    }
    byte[] huge = withLocator(512, -1);
    assertEquals(NEW.length, read(huge, allowing("parent.vhd", VhdFiles.fixed(OLD))).length);
  }

  static byte[] withLocator(long at, int length) {
    byte[] child = VhdFiles.differencing(NEW, some(new SplittableRandom(5)), BLOCK);
    byte[] header = Arrays.copyOfRange(child, 512, 1536);
    ByteBuffer.wrap(header)
        .put(600, "W2ku".getBytes(StandardCharsets.US_ASCII))
        .putInt(608, length)
        .putLong(616, at);
    System.arraycopy(VhdFiles.sum(header, 36), 0, child, 512, 1024);
    return child;
  }

  @Test
  void withoutTheParentTheErrorSaysWhichFileIsMissing() {
    byte[] child = VhdFiles.differencing(NEW, some(new SplittableRandom(5)), BLOCK);
    RefusedReferenceException refused =
        assertThrows(RefusedReferenceException.class, () -> read(child, OpenOptions.as("vhd")));
    assertEquals(VhdFiles.PATH, refused.reference().name());
  }

  @Test
  void anotherDiskIsNotTakenForTheParent() throws IOException {
    byte[] child = VhdFiles.differencing(NEW, some(new SplittableRandom(5)), BLOCK);
    byte[] other = VhdFiles.fixed(OLD, footer -> footer.putLong(68, 7));
    OpenOptions options = allowing("parent.vhd", other);
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> read(child, options));
    assertTrue(refused.toString().contains(VhdFiles.PARENT.toString()), refused.toString());
    assertEquals(NEW.length, read(child, options.lenient(true)).length);
  }

  /** blktap's way: XenServer's snapshots of raw disks. */
  private static byte[] withoutParentId(boolean[] has) {
    byte[] child = VhdFiles.differencing(NEW, has, BLOCK);
    byte[] header = Arrays.copyOfRange(child, 512, 1536);
    Arrays.fill(header, 40, 56, (byte) 0);
    System.arraycopy(VhdFiles.sum(header, 36), 0, child, 512, 1024);
    return child;
  }

  @Test
  void aParentWithoutIdIsARawDisk() throws IOException {
    boolean[] has = some(new SplittableRandom(5));
    byte[] child = withoutParentId(has);
    byte[] expected = OLD.clone();
    for (int i = 0; i < has.length; i++) {
      if (has[i]) {
        System.arraycopy(NEW, i * 512, expected, i * 512, 512);
      }
    }
    assertArrayEquals(expected, read(child, allowing("parent.vhd", OLD)));
    ImageInfo info = Images.info(source("child.vhd", child), OpenOptions.probing());
    assertEquals(Optional.of("raw"), info.base().orElseThrow().format());
  }

  @Test
  void aVhdIsNotTakenForARawParent() throws IOException {
    byte[] child = withoutParentId(some(new SplittableRandom(5)));
    for (byte[] parent : List.of(
        VhdFiles.fixed(OLD),
        VhdFiles.fixed(OLD, footer -> footer.putLong(68, 0).putLong(76, 0)),
        VhdFiles.dynamic(OLD, BLOCK))) {
      OpenOptions options = allowing("parent.vhd", parent);
      CorruptImageException refused =
          assertThrows(CorruptImageException.class, () -> read(child, options));
      assertTrue(refused.toString().contains("child.vhd: parent at 552"), refused.toString());
      assertEquals(NEW.length, read(child, options.lenient(true)).length);
    }
  }

  @Test
  void noChildIsWrittenOfADiskThatHasNoId() throws IOException {
    byte[] parent = VhdFiles.fixed(OLD, footer -> footer.putLong(68, 0).putLong(76, 0));
    OpenOptions vhd = OpenOptions.as("vhd");
    WriteOptions options = WriteOptions.of("vhd").with("backing_file", "parent.vhd");
    try (DiskImage base = Images.open(source("parent.vhd", parent), vhd)) {
      Conversion child = Conversion.of(Images.zeros(base.size()), options).over(base);
      UnsupportedImageException refused = assertThrows(
          UnsupportedImageException.class, () -> child.writeTo(Sinks.counting(), Job.unattended()));
      assertTrue(refused.toString().contains("parent.vhd has no id"), refused.toString());
    }
  }

  @Test
  void describingShowsTheParentAndOpensNothing() throws IOException {
    byte[] child = VhdFiles.differencing(NEW, some(new SplittableRandom(5)), BLOCK);
    ImageInfo info = Images.info(source("child.vhd", child), OpenOptions.probing());
    assertEquals(VhdFiles.PATH, info.base().orElseThrow().name());
    assertEquals("differencing", info.details().get("subformat"));
    assertEquals(VhdFiles.PARENT.toString(), info.details().get("parent-uuid"));
    assertEquals("gone.vhd", info.details().get("parent-name"));
  }
}
