// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Sinks;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedSpaceTest {
  private static final int CLUSTER = 64 << 10;

  private static byte[] written(byte[] disk, String options) throws IOException {
    WriteOptions kind = WriteOptions.of("qcow2").withAll(options).compressed(true);
    byte[] file = Written.file(disk, kind, 1);
    assertArrayEquals(file, Written.file(disk, kind, 16));
    assertArrayEquals(
        disk, Memory.content(Memory.open(Map.of("image", file), "image", "qcow2")), options);
    CheckReport report = Checks.check(
            Sources.bytes("image", ByteBuffer.wrap(file)),
            OpenOptions.as("qcow2"),
            Job.unattended())
        .orElseThrow();
    assertTrue(report.clean(), report.toString());
    return file;
  }

  /** Clusters of noise, of which each second one has only that share of it. */
  private static byte[] halfPacked(int clusters, int cluster, int noise) {
    byte[] disk = Patterns.bytes(clusters, clusters * cluster);
    for (int i = 0; i < clusters; i += 2) {
      Arrays.fill(disk, i * cluster + noise, (i + 1) * cluster, (byte) 7);
    }
    return disk;
  }

  @Test
  void whatIsLeftInFrontOfAClusterThatIsNotPackedIsUsed() throws IOException {
    byte[] file = written(halfPacked(64, CLUSTER, CLUSTER / 4 - 512), "cluster_size=64k");
    // 32 as they are and 32 that take a quarter; the header, a table of each kind, refcounts twice.
    assertTrue(file.length <= (32 + 32 / 4 + 1 + 5) * CLUSTER, file.length / CLUSTER + " clusters");
  }

  @Test
  void whatIsLeftInFrontOfATableIsUsed() throws IOException {
    int cluster = 512;
    int tables = 40;
    // Each table maps 64 clusters, of which one holds something, which takes 100 bytes or so.
    byte[] disk = new byte[tables * 64 * cluster];
    for (int i = 0; i < tables; i++) {
      System.arraycopy(Patterns.bytes(i, 60), 0, disk, i * 64 * cluster, 60);
    }
    byte[] file = written(disk, "cluster_size=512");
    assertTrue(file.length <= (tables + tables / 4 + 8) * cluster, file.length / cluster + "");
  }

  private static ByteBuffer bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }

  @Test
  void theRoomiestRestStaysOpenAndIsPaddedWithZeros(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("file");
    try (Sink out = Sinks.newFile(path)) {
      HostFile file = new HostFile((ReservingSink) out, 9);
      PackedSpace space = new PackedSpace(file, new SharedClusters(), 0xffff);
      assertEquals(0, space.put(bytes(100, 1)));
      space.align();
      assertEquals(512, file.at());
      assertEquals(100, space.put(bytes(300, 2)), "into the rest");
      assertEquals(512, space.put(bytes(200, 3)), "behind it, as it does not fit");
      space.align();
      assertEquals(712, space.put(bytes(100, 4)), "the later rest was the roomier one");
      assertEquals(1024, space.put(bytes(400, 5)));
      space.align();
      assertEquals(812, space.put(bytes(150, 6)), "and still is");
      space.close();
    }
    ByteBuffer expected = ByteBuffer.allocate(1536);
    expected.put(bytes(100, 1)).put(bytes(300, 2)).put(bytes(112, 0));
    expected.put(bytes(200, 3)).put(bytes(100, 4)).put(bytes(150, 6)).put(bytes(62, 0));
    expected.put(bytes(400, 5)).put(bytes(112, 0));
    assertArrayEquals(expected.array(), Arrays.copyOf(Files.readAllBytes(path), 1536));
  }

  @Test
  void anyMixtureIsReadBackAndCounted() {
    Seeds.each(20, random -> {
      int cluster = 512 << random.nextInt(5);
      byte[] disk = halfPacked(1 + random.nextInt(300), cluster, random.nextInt(cluster));
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(disk.length);
        Arrays.fill(
            disk, from, Math.min(disk.length, from + random.nextInt(8 * cluster)), (byte) 0);
      }
      for (String more : new String[] {"", ",refcount_bits=1", ",refcount_bits=2"}) {
        written(disk, "cluster_size=" + cluster + more);
      }
    });
  }
}
