// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.bitmap.DirtyRange;
import org.diskmill.image.bitmap.DirtyRanges;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dirty bitmaps that QEMU kept, and those that it gets from us. */
class BitmapsTest {
  @TempDir
  private Path directory;

  private String image = "";

  @BeforeEach
  void needsQemu() {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    image = directory.resolve("image").toString();
    Tools.ok("qemu-img", "create", "-q", "-f", "qcow2", image, "20M");
    Tools.ok("qemu-img", "bitmap", "--add", "-g", "4k", image, "fine");
    Tools.ok("qemu-img", "bitmap", "--add", "-g", "1M", "--disable", image, "off");
    Tools.ok("qemu-io", "-f", "qcow2", "-c", "write 1M 6k", "-c", "write 19M 1M", image);
    Tools.ok("qemu-img", "bitmap", "--add", image, "late");
  }

  private static List<DirtyRange> all(DirtyBitmap bitmap) throws IOException {
    List<DirtyRange> all = new ArrayList<>();
    DirtyRanges ranges = bitmap.ranges();
    for (DirtyRange range = ranges.next(); range != null; range = ranges.next()) {
      all.add(range);
    }
    return all;
  }

  private static void assertAsKept(Path file) throws IOException {
    try (DiskImage disk = Images.open(Sources.file(file), OpenOptions.as("qcow2"))) {
      List<DirtyBitmap> bitmaps = disk.bitmaps();
      assertEquals(
          List.of("fine", "off", "late"),
          bitmaps.stream().map(DirtyBitmap::name).toList());
      assertEquals(
          List.of(new DirtyRange(1 << 20, 8192), new DirtyRange(19 << 20, 1 << 20)),
          all(bitmaps.get(0)));
      assertEquals(List.of(), all(bitmaps.get(1)));
      assertEquals(1 << 20, bitmaps.get(1).granularity());
      assertTrue(bitmaps.get(0).recording() && !bitmaps.get(1).recording());
    }
  }

  @Test
  void weReadThoseThatQemuKeeps() throws IOException {
    assertAsKept(Path.of(image));
  }

  @Test
  void qemuKeepsThoseThatWeCarryOver() throws IOException {
    Path copy = directory.resolve("copy");
    try (DiskImage disk = Images.open(Sources.file(Path.of(image)), OpenOptions.as("qcow2"));
        PendingFile file = PendingFile.at(copy)) {
      Conversion.of(disk, WriteOptions.of("qcow2"))
          .withBitmaps()
          .writeTo(file.sink(), Job.unattended());
      file.commit();
    }
    assertAsKept(copy);
    String check = Tools.ok("qemu-img", "check", copy.toString());
    assertTrue(check.contains("No errors were found"), check);
    // QEMU loads them, merges one into another, and stores them again.
    Tools.ok("qemu-img", "bitmap", "--merge", "fine", copy.toString(), "off");
    try (DiskImage disk = Images.open(Sources.file(copy), OpenOptions.as("qcow2"))) {
      assertEquals(
          List.of(new DirtyRange(1 << 20, 1 << 20), new DirtyRange(19 << 20, 1 << 20)),
          all(disk.bitmaps().get(1)));
    }
    assertEquals(details(image), details(copy.toString()));
  }

  private static String details(String file) {
    String info = Tools.ok("qemu-img", "info", file);
    return info.substring(info.indexOf("bitmaps:"), info.indexOf("refcount bits"));
  }
}
