// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAgreesWithQemuTest {
  @TempDir
  private Path directory;

  private Path image;

  @BeforeEach
  void anImageWithASnapshot() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    Path raw = directory.resolve("raw");
    Files.write(raw, Patterns.bytes(8, 4 << 20));
    image = directory.resolve("image.qcow2");
    Tools.ok("qemu-img", "convert", "-f", "raw", "-O", "qcow2", raw.toString(), image.toString());
    Tools.ok("qemu-img", "snapshot", "-c", "one", image.toString());
    Tools.ok("qemu-io", "-f", "qcow2", "-c", "write -P 5 1M 300k", image.toString());
  }

  private CheckReport check() throws IOException {
    try (Source source = Sources.file(image)) {
      return Checks.check(source, OpenOptions.as("qcow2"), Job.unattended()).orElseThrow();
    }
  }

  private void write(long at, ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
      channel.write(bytes, at);
    }
  }

  private long refcountBlock() throws IOException {
    try (FileChannel channel = FileChannel.open(image)) {
      ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
      channel.read(number, 48);
      long table = number.getLong(0);
      channel.read(number.clear(), table);
      return number.getLong(0);
    }
  }

  @Test
  void aHealthyImageIsCleanAndCountedAlike() throws IOException {
    CheckReport report = check();
    assertTrue(report.clean(), report.toString());
    Allocation ours = report.allocation().orElseThrow();
    String theirs = Tools.ok("qemu-img", "check", "--output=json", image.toString());
    assertTrue(theirs.contains("\"total-clusters\": " + ours.totalClusters()), theirs);
    assertTrue(theirs.contains("\"allocated-clusters\": " + ours.allocatedClusters()), theirs);
    assertTrue(theirs.contains("\"image-end-offset\": " + ours.endOffset()), theirs);
  }

  @Test
  void aRefcountTooHighIsALeak() throws IOException {
    write(refcountBlock() + 2 * 200, ByteBuffer.wrap(new byte[] {0, 1}));
    // The file must reach that far for either of us to look there.
    write(201 << 16, ByteBuffer.wrap(new byte[] {0}));
    CheckReport report = check();
    assertEquals(1, report.leaks(), report.toString());
    assertEquals(0, report.corruptions(), report.toString());
    assertEquals(
        3, Tools.run(java.util.List.of("qemu-img", "check", image.toString())).exit());
  }

  @Test
  void aRefcountTooLowIsACorruption() throws IOException {
    write(refcountBlock() + 2 * 6, ByteBuffer.wrap(new byte[] {0, 0}));
    CheckReport report = check();
    assertTrue(report.corruptions() > 0, report.toString());
    assertEquals(
        2, Tools.run(java.util.List.of("qemu-img", "check", image.toString())).exit());
  }
}
