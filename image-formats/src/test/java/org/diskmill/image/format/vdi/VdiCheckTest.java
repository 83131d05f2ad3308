// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class VdiCheckTest {
  private static final byte[] DISK = Patterns.bytes(4, 5 * VdiFiles.BLOCK);

  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(
            Sources.bytes("disk.vdi", ByteBuffer.wrap(file)),
            OpenOptions.as("vdi"),
            Job.unattended())
        .orElseThrow();
  }

  private static CheckReport check(Consumer<ByteBuffer> damage) throws IOException {
    byte[] file = VdiFiles.fixed(DISK);
    damage.accept(VdiFiles.wrap(file));
    return check(file);
  }

  private static void assertCorrupt(String expected, CheckReport report) {
    assertTrue(report.corruptions() > 0, report.toString());
    assertTrue(report.findings().toString().contains(expected), report.toString());
  }

  @Test
  void aHealthyFileIsCleanAndCounted() throws IOException {
    CheckReport report = check(VdiFiles.fixed(DISK));
    assertTrue(report.clean(), report.toString());
    assertEquals(
        new Allocation(5, 5, 0, 0, 1024 + DISK.length), report.allocation().orElseThrow());
    CheckReport backwards = check(VdiFiles.dynamic(DISK));
    assertTrue(backwards.clean(), backwards.toString());
    assertEquals(4, backwards.allocation().orElseThrow().fragmentedClusters());
  }

  @Test
  void wrongEntriesAreFound() throws IOException {
    assertCorrupt("and so is another", check(b -> b.putInt(VdiFiles.MAP_AT + 4, 0)));
    assertCorrupt("expected a number below 5", check(b -> b.putInt(VdiFiles.MAP_AT + 4, 5)));
    byte[] file = VdiFiles.fixed(DISK);
    assertCorrupt("past the end", check(Arrays.copyOf(file, file.length - VdiFiles.BLOCK)));
    assertCorrupt("cut by the end", check(Arrays.copyOf(file, file.length - 1)));
  }

  @Test
  void theCountInTheHeaderMustBeThatOfTheMap() throws IOException {
    assertCorrupt("4 blocks are stored, the map has 5", check(b -> b.putInt(0x184, 4)));
  }

  @Test
  void aBlockThatNoEntryHasIsALeak() throws IOException {
    CheckReport report = check(b -> b.putInt(VdiFiles.MAP_AT + 4, -1).putInt(0x184, 4));
    assertEquals(1, report.leaks(), report.toString());
    assertEquals(0, report.corruptions(), report.toString());
  }

  @Test
  void whatLiesPastTheEndIsNoLeak() throws IOException {
    byte[] file = VdiFiles.fixed(DISK);
    VdiFiles.wrap(file).putInt(VdiFiles.MAP_AT + 12, -1).putInt(0x184, 4);
    CheckReport report = check(Arrays.copyOf(file, file.length - 2 * VdiFiles.BLOCK));
    assertEquals(0, report.leaks(), report.toString());
    assertCorrupt("past the end", report);
  }
}
