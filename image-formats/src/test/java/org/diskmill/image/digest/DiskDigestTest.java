// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Failing;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.io.LeafSink;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.CountingSource;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class DiskDigestTest {
  private static final List<WriteOptions> FORMATS = List.of(
      WriteOptions.of("qcow2"),
      WriteOptions.of("qcow2").with("cluster_size", "4k"),
      WriteOptions.of("qcow2").compressed(true));

  private static DiskDigest digest(byte[] file, String format, int workers) throws IOException {
    try (DiskImage image =
        Images.open(Sources.bytes("image", ByteBuffer.wrap(file)), OpenOptions.as(format))) {
      return DiskDigest.of(image, workers, Job.unattended());
    }
  }

  @Test
  void itIsTheSameInEveryFormatAndByAnyNumberOfThreads() {
    Seeds.each(6, random -> {
      byte[] disk = Disks.random(random);
      DiskDigest raw = digest(disk, "raw", 1);
      assertEquals(raw, digest(disk, "raw", 5));
      for (WriteOptions format : FORMATS) {
        assertEquals(raw, digest(Written.file(disk, format, 2), "qcow2", 3), format.toString());
      }
    });
  }

  @Test
  void itIsTheRootOfTheTreeOverTheGuestsBytes() {
    Seeds.each(6, random -> {
      byte[] disk = Disks.random(random);
      LeafSink plain = new LeafSink(DiskDigest.LEAF_BYTES, leaf -> {});
      plain.write(ByteBuffer.wrap(disk));
      assertEquals(plain.finish().tree().root(), digest(disk, "raw", 2).root());
    });
  }

  @Test
  void aByteOrAnotherLengthMakesAnother() throws IOException {
    byte[] disk = new byte[3 << 20];
    DiskDigest zeros = digest(disk, "raw", 2);
    assertNotEquals(zeros, digest(Arrays.copyOf(disk, disk.length + 512), "raw", 2));
    disk[2_000_001] = 1;
    assertNotEquals(zeros, digest(disk, "raw", 2));
  }

  @Test
  void zerosThatTheMapKnowsOfAreNotRead() throws IOException {
    byte[] disk = new byte[64 << 20];
    disk[40 << 20] = 1;
    byte[] file = Written.file(disk, WriteOptions.of("qcow2"), 2);
    CountingSource counted = new CountingSource(Sources.bytes("counted", ByteBuffer.wrap(file)));
    try (DiskImage image = Images.open(counted, OpenOptions.as("qcow2"))) {
      DiskDigest.of(image, Job.unattended());
    }
    assertTrue(counted.bytes() < 1 << 20, counted.bytes() + " bytes read");
    assertEquals(digest(disk, "raw", 2), digest(file, "qcow2", 2));
  }

  @Test
  void damageIsReportedAsReadingReportsIt() throws IOException {
    byte[] disk = new byte[1 << 20];
    for (int i = 0; i < disk.length; i++) {
      disk[i] = (byte) (i * 31 % 13);
    }
    byte[] file = Written.file(disk, WriteOptions.of("qcow2").compressed(true), 2);
    Arrays.fill(file, 65_600, 65_700, (byte) 0xff);
    assertThrows(CorruptImageException.class, () -> digest(file, "qcow2", 2));
  }

  @Test
  void aCancelledJobStopsIt() throws IOException {
    Job job = Job.unattended();
    job.cancel();
    try (DiskImage image =
        Images.open(Sources.bytes("image", ByteBuffer.allocate(1 << 20)), OpenOptions.as("raw"))) {
      assertThrows(CancelledException.class, () -> DiskDigest.of(image, job));
    }
  }

  @Test
  void whatASourceThrowsIsThrownAsItIs() throws IOException {
    for (Throwable thrown : List.of(new CancelledException("another job"), new LinkageError())) {
      Source source = Failing.reading(1 << 20, thrown);
      DiskImage image = Images.open(source, OpenOptions.as("raw"));
      Job job = Job.unattended();
      assertSame(thrown, assertThrows(Throwable.class, () -> DiskDigest.of(image, job)));
    }
  }
}
