// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.ParallelsMaker;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expanding files that qemu-img wrote, and what it makes of those that neither of us writes. */
class ParallelsTest {
  @TempDir
  private Path directory;

  private byte[] disk = new byte[0];

  @BeforeEach
  void needsQemu() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    disk = Patterns.bytes(5, (5 << 20) + 512);
    Arrays.fill(disk, 1 << 20, 3 << 20, (byte) 0);
    Files.write(path("disk.raw"), disk);
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private void assertSame(String file) throws IOException {
    Path theirs = path("theirs.raw");
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "parallels",
        "-O",
        "raw",
        path(file).toString(),
        theirs.toString());
    Path ours = Converted.file(path(file), "parallels", WriteOptions.of("raw"), path("ours.raw"));
    assertEquals(-1, Files.mismatch(theirs, ours));
  }

  private CheckReport check(String file) throws IOException {
    try (Source source = Sources.file(path(file))) {
      return Checks.check(source, OpenOptions.as("parallels"), Job.unattended()).orElseThrow();
    }
  }

  @Test
  void aLittleInEachClusterTakesLittleStorage() throws IOException {
    byte[] sparse = new byte[16 << 20];
    for (int at = 0; at < sparse.length; at += 1 << 20) {
      System.arraycopy(disk, 0, sparse, at + (300 << 10), 8 << 10);
    }
    Path raw = Files.write(path("sparse.raw"), sparse);
    Path ours = Converted.file(raw, "raw", WriteOptions.of("parallels"), path("ours.hds"));
    assertTrue(Files.size(ours) > sparse.length);
    long blocks = Long.parseLong(Tools.ok("stat", "-c", "%b", ours.toString()).strip());
    assertTrue(blocks * 512 < 2 << 20, blocks + " blocks of 512 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster_size=1M", "cluster_size=64k", "cluster_size=512"})
  void whatQemuWrites(String options) throws IOException {
    Tools.ok(
        "qemu-img",
        "convert",
        "-f",
        "raw",
        "-O",
        "parallels",
        "-o",
        options,
        path("disk.raw").toString(),
        path("a").toString());
    Tools.ok(
        "qemu-io", "-f", "parallels", "-c", "write -P 7 1200k 300k", path("a").toString());
    assertSame("a");
    CheckReport report = check("a");
    assertTrue(report.clean(), report.toString());
    Allocation ours = report.allocation().orElseThrow();
    String theirs = Tools.ok(
        "qemu-img", "check", "-f", "parallels", "--output=json", path("a").toString());
    assertTrue(theirs.contains("\"total-clusters\": " + ours.totalClusters()), theirs);
    assertTrue(theirs.contains("\"allocated-clusters\": " + ours.allocatedClusters()), theirs);
    assertTrue(theirs.contains("\"image-end-offset\": " + ours.endOffset()), theirs);
  }

  @Test
  void filesWithTheFirstMagic() throws IOException {
    Files.write(path("old"), new ParallelsMaker(false, 63).file(disk));
    assertSame("old");
    Files.write(path("new"), new ParallelsMaker(true, 504).file(disk));
    assertSame("new");
  }

  @Test
  void aFileWithACutTailIsCorruptForBoth() throws IOException {
    byte[] file = new ParallelsMaker(true, 8).file(disk);
    Files.write(path("cut"), Arrays.copyOf(file, file.length - 3 * 4096));
    assertEquals(3, check("cut").corruptions());
    assertEquals(
        2,
        Tools.run(java.util.List.of(
                "qemu-img", "check", "-f", "parallels", path("cut").toString()))
            .exit());
  }
}
