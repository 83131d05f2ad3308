// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** What every format that can be read must do. A format's test says how to make one of its files. */
public abstract class FormatContract {
  /** The format's name. */
  protected abstract String format();

  /** A file of this format that holds this disk, zeros and all. */
  protected abstract byte[] file(byte[] disk) throws IOException;

  /** A disk that the format can hold exactly: those that count in sectors hold whole ones. */
  protected byte[] disk(SplittableRandom random) {
    return Disks.random(random);
  }

  private DiskImage open(byte[] file) throws IOException {
    Source source = Sources.bytes("contract." + format(), ByteBuffer.wrap(file));
    return Images.open(source, OpenOptions.as(format()));
  }

  @Test
  void readingGivesWhatWasStored() {
    Seeds.each(10, random -> {
      byte[] disk = disk(random);
      try (DiskImage image = open(file(disk))) {
        ByteBuffer all = ByteBuffer.allocate(disk.length);
        image.read(0, all);
        assertArrayEquals(disk, all.array());
      }
    });
  }

  @Test
  void anyRangeReadsAsThatPartOfTheWhole() {
    Seeds.each(10, random -> {
      byte[] disk = disk(random);
      try (DiskImage image = open(file(disk))) {
        for (int i = 0; i < 20; i++) {
          int from = random.nextInt(disk.length);
          int length = random.nextInt(disk.length - from + 1);
          ByteBuffer part = ByteBuffer.allocate(length);
          image.read(from, part);
          assertEquals(ByteBuffer.wrap(disk, from, length), part.flip());
        }
      }
    });
  }

  @Test
  void runsTileTheRangeWithoutGapOrOverlap() {
    Seeds.each(10, random -> {
      byte[] disk = disk(random);
      try (DiskImage image = open(file(disk))) {
        int from = random.nextInt(disk.length);
        int to = from + random.nextInt(disk.length - from + 1);
        long at = from;
        ExtentCursor runs = image.extents(from, to);
        for (Extent.Resolved run = runs.next(); run != null; run = runs.next()) {
          assertEquals(at, run.offset());
          at = run.end();
        }
        assertEquals(to, at);
      }
    });
  }

  @Test
  void whatReadsAsZeroIsZero() {
    Seeds.each(10, random -> {
      byte[] disk = disk(random);
      try (DiskImage image = open(file(disk))) {
        ExtentCursor runs = image.extents(0, disk.length);
        for (Extent.Resolved run = runs.next(); run != null; run = runs.next()) {
          for (long i = run.offset(); run.readsAsZero() && i < run.end(); i++) {
            assertEquals(0, disk[(int) i]);
          }
        }
      }
    });
  }

  @Test
  void theSizeIsTheDisks() throws IOException {
    byte[] disk = disk(new SplittableRandom(1));
    try (DiskImage image = open(file(disk))) {
      assertEquals(disk.length, image.size());
      assertEquals(disk.length, image.info().virtualBytes());
      assertEquals(format(), image.info().format());
    }
  }

  @Test
  void aRangeOutsideTheDiskIsTheCallersMistake() throws IOException {
    byte[] disk = disk(new SplittableRandom(2));
    try (DiskImage image = open(file(disk))) {
      ByteBuffer two = ByteBuffer.allocate(2);
      assertThrows(IllegalArgumentException.class, () -> image.read(disk.length - 1, two));
      assertThrows(IllegalArgumentException.class, () -> image.extents(5, 4));
    }
  }

  @Test
  void damagedFilesFailOnlyInDeclaredWays() {
    Seeds.each(300, random -> {
      byte[] file = file(disk(random));
      Damage.some(file, random);
      try (DiskImage image = open(file)) {
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(image.size(), 1 << 20));
        image.read(0, part);
      } catch (ImageException declared) {
        assertTrue(declared.toString().contains("contract." + format()), declared.toString());
      }
    });
  }
}
