// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.check.Finding;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.ParallelsMaker;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class ParallelsTest {
  private static final ParallelsMaker OLD = new ParallelsMaker(false, 63);
  private static final ParallelsMaker NEW = new ParallelsMaker(true, 8);

  private static Source source(byte[] file) {
    return Sources.bytes("disk.hds", ByteBuffer.wrap(file));
  }

  private static ByteBuffer edit(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] content(byte[] file, OpenOptions options) throws IOException {
    return Memory.content(Images.open(source(file), options));
  }

  private static byte[] content(byte[] file) throws IOException {
    return content(file, OpenOptions.probing());
  }

  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(source(file), OpenOptions.probing(), Job.unattended()).orElseThrow();
  }

  @Test
  void theSameDiskGivesTheSameBytesWhateverTheWorkersAndAsManyAsEstimated() {
    Seeds.each(5, random -> {
      byte[] disk = Disks.random(random);
      for (String options : List.of("", "cluster_size=4k")) {
        WriteOptions write = WriteOptions.of("parallels").withAll(options);
        byte[] file = Written.file(disk, write, 1);
        assertArrayEquals(file, Written.file(disk, write, 16));
        assertEquals(List.of(), check(file).findings());
        try (DiskImage image = Memory.open(Map.of("d", disk), "d", "raw")) {
          assertTrue(file.length <= Conversion.of(image, write).estimate().bytes());
          assertEquals(file.length, Conversion.of(image, write).measure(Job.unattended()));
        }
      }
    });
  }

  @Test
  void ofTheFirstMagicOnlyTheLowerHalfOfTheSizeCounts() throws IOException {
    byte[] disk = Patterns.bytes(1, 100 * 512);
    byte[] file = OLD.file(disk);
    assertEquals(0x1234, edit(file).getInt(40));
    assertArrayEquals(disk, content(file));
  }

  @Test
  void aFileMayEndWhereTheDiskDoesButNotBefore() throws IOException {
    byte[] disk = Patterns.bytes(1, 63 * 512);
    byte[] file = OLD.file(disk);
    byte[] cut = Arrays.copyOf(file, file.length - 1000);
    assertThrows(CorruptImageException.class, () -> content(cut));
    byte[] expected = disk.clone();
    Arrays.fill(expected, disk.length - 1000, disk.length, (byte) 0);
    assertArrayEquals(expected, content(cut, OpenOptions.probing().lenient(true)));
    edit(cut).putInt(36, 61);
    assertArrayEquals(Arrays.copyOf(disk, 61 * 512), content(cut));
  }

  @Test
  void aClusterPastTheEndOfTheFileIsRefusedAndLenientlyZeros() throws IOException {
    byte[] disk = Patterns.bytes(1, 4 * 4096);
    byte[] file = NEW.file(disk);
    byte[] cut = Arrays.copyOf(file, file.length - 2 * 4096);
    assertThrows(CorruptImageException.class, () -> content(cut));
    byte[] expected = Arrays.copyOfRange(disk, 0, disk.length);
    Arrays.fill(expected, 0, 2 * 4096, (byte) 0);
    assertArrayEquals(expected, content(cut, OpenOptions.probing().lenient(true)));
  }

  @Test
  void headersThatLieAreRefused() {
    byte[] good = NEW.file(Patterns.bytes(1, 4 * 4096));
    assertRefused(CorruptImageException.class, good, 28, 0);
    assertRefused(CorruptImageException.class, good, 28, -1);
    assertRefused(LimitExceededException.class, good, 28, 1 << 20);
    assertRefused(UnsupportedImageException.class, good, 16, 3);
    assertRefused(CorruptImageException.class, good, 32, -1);
    assertRefused(CorruptImageException.class, good, 32, 3);
    assertRefused(LimitExceededException.class, good, 40, -1);
    assertRefused(CorruptImageException.class, good, 64, -1);
    byte[] old = OLD.file(Patterns.bytes(1, 63 * 512));
    assertRefused(CorruptImageException.class, old, 64, 0x7fff_ffff);
  }

  private static void assertRefused(
      Class<? extends Exception> with, byte[] good, int at, int value) {
    byte[] bad = good.clone();
    edit(bad).putInt(at, value);
    assertThrows(with, () -> content(bad), "at " + at);
  }

  @Test
  void clustersThatAreFreedBetweenOthersAreNotLost() throws IOException {
    byte[] freed = NEW.file(Patterns.bytes(1, 4 * 4096));
    edit(freed).putInt(68, 0);
    assertEquals(List.of(), check(freed).findings());
    edit(freed).putInt(64, 0);
    assertEquals(2, check(freed).leaks());
  }

  @Test
  void anEntryThatPointsIntoTheTableIsRefused() {
    assertRefused(CorruptImageException.class, NEW.file(Patterns.bytes(1, 2000 * 4096)), 64, 1);
  }

  /** One changed bit in an entry often makes it that of another cluster. */
  @Test
  void twoClustersInOnePlaceAreRefusedAndLenientlyRead() throws IOException {
    byte[] disk = Patterns.bytes(1, 4 * 4096);
    byte[] file = NEW.file(disk);
    edit(file).putInt(68, edit(file).getInt(64));
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(file));
    assertTrue(refused.toString().contains("entry at 68 places a cluster"), refused.toString());
    byte[] expected = disk.clone();
    System.arraycopy(disk, 0, expected, 4096, 4096);
    assertArrayEquals(expected, content(file, OpenOptions.probing().lenient(true)));
    byte[] shifted = OLD.file(Patterns.bytes(2, 3 * 63 * 512));
    edit(shifted).putInt(64, edit(shifted).getInt(68) - 62);
    assertThrows(CorruptImageException.class, () -> content(shifted));
  }

  @Test
  void theCheckFindsDoubledLostOutsideAndMisplacedClusters() throws IOException {
    byte[] good = NEW.file(Patterns.bytes(1, 4 * 4096));
    assertEquals(List.of(), check(good).findings());
    byte[] doubled = good.clone();
    edit(doubled).putInt(64, edit(good).getInt(68));
    assertEquals(1, check(doubled).corruptions());
    assertEquals(1, check(doubled).leaks());
    CheckReport longer = check(Arrays.copyOf(good, good.length + 4097));
    assertEquals(2, longer.leaks());
    assertEquals(1, longer.findings().size());
    byte[] outside = good.clone();
    edit(outside).putInt(64, 1000);
    assertEquals(1, check(outside).corruptions());
    assertEquals(1, check(Arrays.copyOf(good, good.length - 1)).corruptions());
    byte[] inside = good.clone();
    edit(inside).putInt(48, 16);
    assertEquals(1, check(inside).corruptions());
    byte[] open = good.clone();
    edit(open).putInt(44, ParallelsHeader.OPEN);
    Finding finding = check(open).findings().get(0);
    assertTrue(finding.message().contains("not closed"), finding.message());
    assertTrue(Images.info(source(open), OpenOptions.probing()).dirty());
  }

  @Test
  void bitmapsInTheExtensionAreListedAndItsDamageIsTold() throws Exception {
    byte[] disk = Patterns.bytes(1, 2 * 4096);
    byte[] file = NEW.file(disk);
    byte[] with = Arrays.copyOf(file, file.length + 4096);
    ByteBuffer b = edit(with);
    b.putLong(56, file.length / 512);
    b.putLong(file.length, 0xAB234CEF23DCEA87L);
    b.putLong(file.length + 24, 0x20385FAE252CB34AL).putInt(file.length + 40, 32);
    b.putLong(file.length + 48, disk.length / 512).putInt(file.length + 72, 128);
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(with, file.length + 24, 4096 - 24);
    b.put(file.length + 8, md5.digest());
    ImageInfo info = Images.info(source(with), OpenOptions.probing());
    assertTrue(
        String.valueOf(info.details().get("bitmaps")).contains("size=8192, granularity=65536"),
        info.toString());
    assertArrayEquals(disk, content(with));
    assertEquals(List.of(), check(with).findings());
    with[with.length - 1] ^= 1;
    assertEquals(1, check(with).corruptions());
    assertArrayEquals(disk, content(with));
  }

  @Test
  void describingTellsTheTableAndHowItWasLeft() throws IOException {
    byte[] file = NEW.file(Patterns.bytes(1, 2 * 4096));
    edit(file).putInt(44, 0x312e3276);
    var details = Images.info(source(file), OpenOptions.probing()).details();
    assertEquals(2L, details.get("table-entries"));
    assertEquals("closed", details.get("in-use"));
    edit(file).putInt(44, 0x746F6E59);
    details = Images.info(source(file), OpenOptions.probing()).details();
    assertEquals("open", details.get("in-use"));
    edit(file).putInt(44, 0);
    details = Images.info(source(file), OpenOptions.probing()).details();
    assertEquals("0x00000000", details.get("in-use"));
  }

  @Test
  void featuresInTheExtensionThatNobodyKnowsAreTold() throws Exception {
    byte[] file = NEW.file(Patterns.bytes(1, 2 * 4096));
    byte[] with = Arrays.copyOf(file, file.length + 4096);
    ByteBuffer b = edit(with);
    b.putLong(56, file.length / 512);
    b.putLong(file.length, 0xAB234CEF23DCEA87L);
    b.putLong(file.length + 24, 0x1234L).putInt(file.length + 40, 8);
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(with, file.length + 24, 4096 - 24);
    b.put(file.length + 8, md5.digest());
    var details = Images.info(source(with), OpenOptions.probing()).details();
    assertEquals((long) file.length, details.get("extension-offset"));
    assertEquals(List.of("0x0000000000001234"), details.get("unknown-features"));
  }
}
