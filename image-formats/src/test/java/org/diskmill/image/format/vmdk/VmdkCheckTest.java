// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Damage;
import org.diskmill.image.contract.Disks;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VmdkCheckTest {
  private static final byte[] DISK = Patterns.bytes(3, 2 << 20);
  private static final int REDUNDANT = 21 * 512;
  private static final int PRIMARY = REDUNDANT + (1 + 4) * 512;
  private static final int GRAINS = 32 * 512;

  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(
            Sources.bytes("disk.vmdk", ByteBuffer.wrap(file)),
            OpenOptions.as("vmdk"),
            Job.unattended())
        .orElseThrow();
  }

  private static CheckReport check(Consumer<ByteBuffer> damage) throws IOException {
    byte[] file = VmdkFiles.sparse(DISK);
    damage.accept(VmdkFiles.wrap(file));
    return check(file);
  }

  private static void assertCorrupt(String expected, CheckReport report) {
    assertTrue(report.corruptions() > 0, report.toString());
    assertTrue(report.findings().toString().contains(expected), report.toString());
  }

  @Test
  void aHealthyFileIsCleanAndCounted() throws IOException {
    CheckReport report = check(VmdkFiles.sparse(DISK));
    assertTrue(report.clean(), report.toString());
    assertEquals(
        new Allocation(512, 512, 0, 0, GRAINS + DISK.length),
        report.allocation().orElseThrow());
    assertTrue(check(VmdkFiles.cowd(DISK)).clean());
    assertTrue(check(VmdkFiles.seSparse(DISK)).clean());
  }

  @ParameterizedTest
  @EnumSource(VmdkFiles.Stream.class)
  void healthyStreamsAreClean(VmdkFiles.Stream kind) throws IOException {
    CheckReport report = check(VmdkFiles.stream(DISK, kind));
    assertTrue(report.clean(), report.toString());
    assertEquals(512, report.allocation().orElseThrow().compressedClusters());
  }

  /** FreeBSD's images have one directory, and say that it is both. */
  @Test
  void aDirectoryThatIsItsOwnCopyIsNotACopyThatStandsIn() throws IOException {
    CheckReport report = check(b -> b.putLong(48, PRIMARY / 512));
    assertTrue(report.clean(), report.toString());
  }

  @Test
  void directoriesAndTablesThatDisagreeAreFound() throws IOException {
    assertCorrupt("differ, first for grain 7", check(b -> b.putInt(REDUNDANT + 512 + 28, 0)));
    assertCorrupt("only the redundant directory", check(b -> b.putInt(PRIMARY, 0)));
    assertCorrupt("expected it inside the file", check(b -> b.putInt(PRIMARY, -1)));
  }

  @Test
  void aCopyThatTheRedundantDirectoryHasLostIsFoundThere() throws IOException {
    CheckReport report = check(b -> b.putInt(REDUNDANT, -1));
    assertCorrupt("redundant grain directory entry 0", report);
    assertEquals(1, report.corruptions());
    assertEquals(REDUNDANT, report.findings().get(0).at());
    // There are writers that make room for the directory and never fill it.
    assertEquals(0, check(b -> b.putInt(REDUNDANT, 0)).corruptions());
  }

  @Test
  void grainsOutsideTheFileOrInOnePlaceAreFound() throws IOException {
    assertCorrupt("expected a place inside", check(b -> b.putInt(PRIMARY + 512 + 8, -1)));
    assertCorrupt("another grain", check(b -> both(b, 5, 32)));
    assertCorrupt("another grain", check(b -> both(b, 5, 33)));
    assertCorrupt("none that the format has", check(b -> both(b, 5, 1)));
  }

  private static void both(ByteBuffer b, int grain, int sector) {
    b.putInt(PRIMARY + 512 + grain * 4, sector);
    b.putInt(REDUNDANT + 512 + grain * 4, sector);
  }

  @Test
  void aGrainThatNoTableHasIsALeak() throws IOException {
    CheckReport report = check(b -> both(b, 5, 0));
    assertEquals(1, report.leaks(), report.toString());
    assertEquals(0, report.corruptions());
  }

  @Test
  void inASpaceEfficientFileSuchAGrainIsFree() throws IOException {
    byte[] file = VmdkFiles.seSparse(Patterns.bytes(5, 10 * VmdkFiles.GRAIN));
    VmdkFiles.wrap(file).putLong(3 * 512 + 4 * 8, 1L << 60);
    assertTrue(check(file).clean());
  }

  @Test
  void sizesThatDisagreeAreFound() throws IOException {
    byte[] file = VmdkFiles.sparse(DISK, VmdkFiles.embedded("monolithicSparse", 4097), false);
    assertCorrupt("descriptor says", check(file));
    byte[] rounded = VmdkFiles.sparse(DISK, VmdkFiles.embedded("monolithicSparse", 4090), false);
    assertTrue(check(rounded).clean());
  }

  @Test
  void grainsPastTheDisksEndAreFound() throws IOException {
    assertCorrupt("the disk ends with entry 509", check(b -> b.putLong(12, 4080)));
    byte[] cowd = VmdkFiles.cowd(DISK);
    VmdkFiles.wrap(cowd).putInt(12, 4080);
    assertCorrupt("the disk ends with entry 4079", check(cowd));
    byte[] more = VmdkFiles.cowd(Patterns.bytes(3, 3 << 20));
    VmdkFiles.wrap(more).putInt(12, 4096);
    assertCorrupt("behind the disk's end, has a table", check(more));
  }

  @Test
  void metadataThatTheFileCannotHoldAreFound() throws IOException {
    assertCorrupt("grains begin at 8589934080", check(b -> b.putLong(64, 0xffffff)));
  }

  @Test
  void twoGrainsOfAStreamInOnePlaceAreFoundOnce() throws IOException {
    for (VmdkFiles.Stream kind :
        new VmdkFiles.Stream[] {VmdkFiles.Stream.QEMU, VmdkFiles.Stream.BARE}) {
      byte[] stream = VmdkFiles.stream(DISK, kind);
      ByteBuffer b = VmdkFiles.wrap(stream);
      b.putInt(25 * 512 + 3 * 4, b.getInt(25 * 512 + 8 * 4));
      CheckReport report = check(stream);
      assertEquals(1, report.corruptions(), report.toString());
      assertCorrupt(kind == VmdkFiles.Stream.BARE ? "grain 8 is at" : "for sector 24 says", report);
    }
  }

  @Test
  void aMarkerThatIsAnotherGrainsIsFound() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    VmdkFiles.wrap(stream).putLong(24 * 512, 8);
    assertCorrupt("the marker of the grain for sector 0 says 8", check(stream));
    VmdkFiles.wrap(stream).putLong(24 * 512, 0).putInt(24 * 512 + 8, 1 << 30);
    assertCorrupt("says that it has", check(stream));
  }

  @Test
  void aGrainOfAStreamThatNoTableHasIsFound() throws IOException {
    byte[] stream = VmdkFiles.stream(DISK, VmdkFiles.Stream.VMWARE);
    int directory = stream.length - 4 * 512;
    int table = VmdkFiles.wrap(stream).getInt(directory) * 512;
    byte[] grain = stream.clone();
    VmdkFiles.wrap(grain).putInt(table + 4, 0);
    assertCorrupt("1 grains, the first at ", check(grain));
    VmdkFiles.wrap(stream).putInt(directory, 0);
    assertCorrupt("512 grains, the first at 12288, are in the stream", check(stream));
    byte[] sent = VmdkFiles.stream(DISK, VmdkFiles.Stream.SENT);
    directory = sent.length - 4 * 512;
    VmdkFiles.wrap(sent).putInt(VmdkFiles.wrap(sent).getInt(directory) * 512 + 4 * 500, 0);
    assertCorrupt("1 grains, the first at ", check(sent));
    byte[] two = VmdkFiles.stream(Patterns.bytes(3, 3 << 20), VmdkFiles.Stream.VMWARE);
    int second = VmdkFiles.wrap(two).getInt(two.length - 4 * 512 + 4) * 512;
    VmdkFiles.wrap(two).putInt(second + 4, 0);
    assertCorrupt("1 grains, the first at ", check(two));
  }

  @Test
  void damageFailsOnlyInDeclaredWays() {
    Seeds.each(100, random -> {
      byte[] file = random.nextBoolean()
          ? VmdkFiles.sparse(Disks.ofSectors(random))
          : VmdkFiles.stream(Disks.ofSectors(random), VmdkFiles.Stream.QEMU);
      Damage.some(file, random);
      try {
        check(file);
      } catch (org.diskmill.image.ImageException declared) {
        assertTrue(declared.toString().contains("disk.vmdk"), declared.toString());
      }
    });
  }
}
