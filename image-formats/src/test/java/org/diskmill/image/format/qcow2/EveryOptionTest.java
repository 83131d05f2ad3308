// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Whatever options are chosen together. */
class EveryOptionTest {
  private static final int SMALLEST_WITH_SUBCLUSTERS = 16 << 10;

  private static Source source(byte[] bytes) {
    return Sources.bytes("bytes", ByteBuffer.wrap(bytes));
  }

  private static WriteOptions any(SplittableRandom random) {
    int cluster = 512 << random.nextInt(13);
    WriteOptions options = WriteOptions.of("qcow2").with("cluster_size", String.valueOf(cluster));
    boolean old = random.nextInt(5) == 0;
    boolean packed = random.nextInt(3) == 0;
    if (old) {
      options = options.with("compat", "0.10");
    } else {
      options = options
          .with("refcount_bits", String.valueOf(1 << random.nextInt(7)))
          .with("lazy_refcounts", random.nextBoolean() ? "on" : "off");
      if (cluster >= SMALLEST_WITH_SUBCLUSTERS && random.nextInt(3) == 0) {
        options = options.with("extended_l2", "on");
      }
      if (packed) {
        options = options.with("compression_type", random.nextBoolean() ? "zstd" : "zlib");
      }
    }
    if (packed) {
      return options.compressed(true);
    }
    List<String> modes = List.of("off", "off", "metadata", "falloc", "full");
    return options.with("preallocation", modes.get(random.nextInt(modes.size())));
  }

  @Test
  void theDiskIsReadBackAndMeasuredAndTheSameForAnyNumberOfWorkers() {
    Seeds.each(40, random -> {
      byte[] disk = Disks.random(random);
      WriteOptions options = any(random);
      byte[] file = Written.file(disk, options, 1);
      assertArrayEquals(file, Written.file(disk, options, 16), options.toString());
      OpenOptions as = OpenOptions.as("qcow2");
      byte[] read = Memory.content(Images.open(source(file), as));
      assertArrayEquals(disk, read, options.toString());
      CheckReport report = Checks.check(source(file), as, Job.unattended()).orElseThrow();
      assertTrue(report.clean(), options + ": " + report.findings());
      try (DiskImage image = Images.open(source(disk), OpenOptions.as("raw"))) {
        Conversion conversion = Conversion.of(image, options);
        assertEquals(file.length, conversion.measure(Job.unattended()), options.toString());
        assertTrue(file.length <= conversion.estimate().bytes(), options.toString());
      }
    });
  }
}
