// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.bitmap.DirtyRange;
import org.diskmill.image.bitmap.DirtyRanges;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dirty bitmaps, written and read again. */
class BitmapsTest {
  @TempDir
  private Path directory;

  private record Made(String name, long granularity, boolean recording, List<DirtyRange> all)
      implements DirtyBitmap {
    @Override
    public boolean consistent() {
      return true;
    }

    @Override
    public DirtyRanges ranges() {
      Iterator<DirtyRange> left = all.iterator();
      return () -> left.hasNext() ? left.next() : null;
    }
  }

  /** A disk that has bitmaps besides. */
  private record With(DiskImage disk, List<DirtyBitmap> bitmaps) implements DiskImage {
    @Override
    public ImageInfo info() {
      return disk.info();
    }

    @Override
    public List<ImageInfo> chain() {
      return disk.chain();
    }

    @Override
    public long size() {
      return disk.size();
    }

    @Override
    public void read(long offset, ByteBuffer dst) throws IOException {
      disk.read(offset, dst);
    }

    @Override
    public ExtentCursor extents(long from, long to) {
      return disk.extents(from, to);
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }

  private byte[] write(byte[] disk, List<DirtyBitmap> bitmaps, WriteOptions options)
      throws IOException {
    Path path = directory.resolve("image");
    try (DiskImage image = new With(Memory.open(Map.of("d", disk), "d", "raw"), bitmaps);
        PendingFile file = PendingFile.at(path)) {
      Conversion.of(image, options).withBitmaps().writeTo(file.sink(), Job.unattended());
      file.commit();
    }
    return Files.readAllBytes(path);
  }

  private static DiskImage open(byte[] file) throws IOException {
    return Memory.open(Map.of("image", file), "image", "qcow2");
  }

  private static Made random(String name, long size, SplittableRandom random) {
    int granularity = 512 << random.nextInt(8);
    List<DirtyRange> ranges = new ArrayList<>();
    long at = random.nextLong(4) * granularity;
    while (at < size) {
      long end = Math.min(size, at + (1 + random.nextLong(40)) * granularity);
      ranges.add(new DirtyRange(at, end - at));
      at = end + (1 + random.nextLong(200)) * granularity;
    }
    return new Made(name, granularity, random.nextBoolean(), ranges);
  }

  private static List<DirtyRange> all(DirtyBitmap bitmap) throws IOException {
    List<DirtyRange> all = new ArrayList<>();
    DirtyRanges ranges = bitmap.ranges();
    for (DirtyRange range = ranges.next(); range != null; range = ranges.next()) {
      all.add(range);
    }
    return all;
  }

  @Test
  void whatWasCarriedOverIsReadAgain() {
    Seeds.each(10, random -> {
      byte[] disk = Patterns.bytes(random.nextLong(), 1 + random.nextInt(6 << 20));
      List<DirtyBitmap> bitmaps = List.of(
          random("first", disk.length, random),
          random("zweite ü", disk.length, random),
          new Made("all", 65_536, false, List.of(new DirtyRange(0, disk.length))),
          new Made("none", 1 << 20, true, List.of()));
      String clusters = random.nextBoolean() ? "cluster_size=512" : "";
      byte[] file = write(disk, bitmaps, WriteOptions.of("qcow2").withAll(clusters));
      try (DiskImage image = open(file)) {
        assertEquals(4, image.bitmaps().size());
        for (int i = 0; i < 4; i++) {
          DirtyBitmap read = image.bitmaps().get(i);
          assertEquals(all(bitmaps.get(i)), all(read));
          assertEquals(bitmaps.get(i).name(), read.name());
          assertEquals(bitmaps.get(i).granularity(), read.granularity());
          assertEquals(bitmaps.get(i).recording(), read.recording());
        }
      }
      assertArrayEquals(disk, Memory.content(open(file)));
      var source = Sources.bytes("image", ByteBuffer.wrap(file));
      var report =
          Checks.check(source, OpenOptions.as("qcow2"), Job.unattended()).orElseThrow();
      assertEquals(List.of(), report.findings());
    });
  }

  @Test
  void infoListsThemAsQemuDoes() throws IOException {
    byte[] file = write(
        new byte[1000],
        List.of(new Made("one", 65_536, true, List.of())),
        WriteOptions.of("qcow2"));
    try (DiskImage image = open(file)) {
      assertEquals(
          "[{flags=[auto], name=one, granularity=65536}]",
          String.valueOf(image.info().details().get("bitmaps")));
    }
  }

  @Test
  void oneThatIsInUseIsListedAndNotRead() throws IOException {
    byte[] file = write(
        new byte[1000],
        List.of(new Made("one", 65_536, true, List.of())),
        WriteOptions.of("qcow2"));
    int directoryAt = find(file, "one") - 24;
    file[directoryAt + 15] |= 1;
    try (DiskImage image = open(file)) {
      DirtyBitmap bitmap = image.bitmaps().get(0);
      assertTrue(!bitmap.consistent());
      assertThrows(CorruptImageException.class, bitmap::ranges);
    }
    // Somebody who does not know of bitmaps has written to the disk.
    file[95] &= ~1;
    try (DiskImage image = open(file)) {
      assertEquals(List.of(), image.bitmaps());
    }
  }

  @Test
  void aTableEntryOfOneStandsForNothingButOnes() throws IOException {
    byte[] file = write(
        new byte[300_000],
        List.of(new Made("one", 65_536, true, List.of())),
        WriteOptions.of("qcow2"));
    int tableAt = (int) ByteBuffer.wrap(file).getLong(find(file, "one") - 24);
    file[tableAt + 7] = 1;
    try (DiskImage image = open(file)) {
      assertEquals(List.of(new DirtyRange(0, 300_000)), all(image.bitmaps().get(0)));
    }
  }

  private static int find(byte[] file, String text) {
    return new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }

  @Test
  void directoriesThatLieAreRefused() throws IOException {
    byte[] good = write(
        new byte[1000],
        List.of(new Made("one", 65_536, true, List.of())),
        WriteOptions.of("qcow2"));
    int directoryAt = find(good, "one") - 24;
    byte[] granularity = good.clone();
    granularity[directoryAt + 17] = 40;
    assertThrows(CorruptImageException.class, () -> open(granularity));
    byte[] name = good.clone();
    name[directoryAt + 18] = 0x7f;
    assertThrows(CorruptImageException.class, () -> open(name));
    byte[] table = good.clone();
    ByteBuffer.wrap(table).putLong(directoryAt, 1L << 40);
    try (DiskImage image = open(table)) {
      assertThrows(CorruptImageException.class, () -> image.bitmaps().get(0).ranges());
    }
  }

  @Test
  void aDirectoryThatSaysFewerThanItHoldsIsRefused() throws IOException {
    byte[] file = write(
        new byte[1000],
        List.of(new Made("one", 65_536, true, List.of()), new Made("two", 65_536, true, List.of())),
        WriteOptions.of("qcow2"));
    ByteBuffer header = ByteBuffer.wrap(file);
    int at = header.getInt(100);
    while (header.getInt(at) != HeaderExtensions.BITMAPS) {
      at += 8 + (header.getInt(at + 4) + 7) / 8 * 8;
    }
    header.putInt(at + 8, 1);
    assertThrows(CorruptImageException.class, () -> open(file));
    Source source = Sources.bytes("image", ByteBuffer.wrap(file));
    assertEquals(
        1,
        Checks.check(source, OpenOptions.as("qcow2"), Job.unattended())
            .orElseThrow()
            .findings()
            .stream()
            .filter(one -> one.message().contains("bitmap directory at "))
            .count());
  }

  @Test
  void theRoomTheyTakeIsToldBeforehand() throws IOException {
    // Two of one cluster each, with a table each, and one of 40 bits more than a cluster has.
    List<DirtyBitmap> three = List.of(
        new Made("one", 65_536, true, List.of()),
        new Made("two", 512, true, List.of()),
        new Made("three", 512, true, List.of()));
    long disk = 4096L * 8 * 512 + 40 * 512;
    WriteOptions options = WriteOptions.of("qcow2").with("cluster_size", "4096");
    long clusters = (1 + 1) + (2 + 1) + (2 + 1) + 1;
    try (DiskImage image =
        new With(Memory.open(Map.of("d", new byte[(int) disk]), "d", "raw"), three)) {
      assertEquals(
          OptionalLong.of(clusters * 4096), Conversion.of(image, options).estimateBitmaps());
      assertEquals(
          OptionalLong.empty(),
          Conversion.of(image, options.with("compat", "0.10")).estimateBitmaps());
      assertEquals(
          OptionalLong.empty(), Conversion.of(image, WriteOptions.of("raw")).estimateBitmaps());
    }
  }

  @Test
  void whatCannotKeepThemSaysSo() {
    List<DirtyBitmap> one = List.of(new Made("one", 65_536, true, List.of()));
    for (WriteOptions options :
        List.of(WriteOptions.of("raw"), WriteOptions.of("qcow2").with("compat", "0.10"))) {
      assertThrows(UnsupportedImageException.class, () -> write(new byte[512], one, options));
    }
  }
}
