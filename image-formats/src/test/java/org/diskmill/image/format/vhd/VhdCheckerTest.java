// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class VhdCheckerTest {
  private static final int BLOCK = 16 << 10;
  private static final byte[] DISK = Patterns.bytes(3, 300 << 10);
  private static final int TABLE = 1536;

  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(
            Sources.bytes("a.vhd", ByteBuffer.wrap(file)), OpenOptions.as("vhd"), Job.unattended())
        .orElseThrow();
  }

  private static void assertFound(byte[] file, String words) throws IOException {
    CheckReport report = check(file);
    assertTrue(report.corruptions() > 0, report.toString());
    assertTrue(report.findings().toString().contains(words), report.toString());
  }

  @Test
  void healthyFilesAreCleanAndCounted() throws IOException {
    CheckReport report = check(VhdFiles.dynamic(DISK, BLOCK));
    assertTrue(report.clean(), report.toString());
    assertEquals(19, report.allocation().orElseThrow().allocatedClusters());
    assertTrue(check(VhdFiles.fixed(DISK)).clean());
    byte[] ours = Written.file(Patterns.bytes(1, 5 << 20), WriteOptions.of("vhd"), 2);
    assertTrue(check(ours).clean(), check(ours).toString());
    assertEquals(0, check(ours).allocation().orElseThrow().fragmentedClusters());
    assertTrue(check(Written.file(new byte[5 << 20], WriteOptions.of("vhd"), 2)).clean());
  }

  @Test
  void footersAndHeadersAreHeldAgainstTheirChecksumsAndEachOther() throws IOException {
    byte[] copy = VhdFiles.dynamic(DISK, BLOCK);
    copy[70] ^= 1;
    assertFound(copy, "footer at 0 has a wrong checksum");
    byte[] gone = VhdFiles.dynamic(DISK, BLOCK);
    assertFound(Arrays.copyOf(gone, gone.length - 512), "no footer at the end");
    byte[] other = VhdFiles.dynamic(DISK, BLOCK);
    byte[] foot = VhdFiles.footer(3, DISK.length, VhdFiles.CHILD, f -> {});
    System.arraycopy(foot, 0, other, other.length - 512, 512);
    assertFound(other, "say different things");
    byte[] header = VhdFiles.dynamic(DISK, BLOCK);
    header[512 + 700] ^= 1;
    assertFound(header, "dynamic header at 512 has a wrong checksum");
  }

  @Test
  void moreBlocksThanTheLimitsAllowToBeRememberedAreRefused() {
    byte[] many = VhdFiles.dynamic(DISK, 512);
    OpenOptions little = OpenOptions.as("vhd").limits(Limits.defaults().metadataBytes(1024));
    LimitExceededException refused = assertThrows(
        LimitExceededException.class,
        () ->
            Checks.check(Sources.bytes("a.vhd", ByteBuffer.wrap(many)), little, Job.unattended()));
    assertTrue(refused.toString().contains("list of blocks"), refused.toString());
  }

  @Test
  void blocksThatOverlapOrLieOutsideAreCorruptionAndLostOnesLeaks() throws IOException {
    byte[] twice = VhdFiles.dynamic(DISK, BLOCK);
    ByteBuffer b = ByteBuffer.wrap(twice);
    b.putInt(TABLE, b.getInt(TABLE + 4) + 1);
    assertFound(twice, "overlaps the block before it");
    byte[] inHeader = VhdFiles.dynamic(DISK, BLOCK);
    ByteBuffer.wrap(inHeader).putInt(TABLE, 1);
    assertFound(inHeader, "overlaps the block");
    byte[] outside = VhdFiles.dynamic(DISK, BLOCK);
    ByteBuffer.wrap(outside).putInt(TABLE, 1 << 30);
    assertFound(outside, "entry at 1536 points to");
    byte[] lost = VhdFiles.dynamic(DISK, BLOCK);
    ByteBuffer.wrap(lost).putInt(TABLE + 8, -1);
    CheckReport report = check(lost);
    assertEquals(1, report.leaks(), report.toString());
    assertEquals(0, report.corruptions(), report.toString());
  }

  @Test
  void dataWhereADynamicDisksBitmapSaysThatThereAreNoneIsCorruption() throws IOException {
    byte[] file = VhdFiles.dynamic(DISK, BLOCK);
    int at = ByteBuffer.wrap(file).getInt(TABLE + 4) * 512;
    file[at + 1] &= ~1;
    assertFound(file, "block of the entry at 1540 has data at " + (at + 512 + 15 * 512));
    Arrays.fill(file, at + 512 + 15 * 512, at + 512 + 16 * 512, (byte) 0);
    assertTrue(check(file).clean(), check(file).toString());
  }

  @Test
  void aPathOfTheParentThatLiesOutsideTheFileIsFound() throws IOException {
    assertFound(VhdDifferencingTest.withLocator(1L << 40, 40), "parent path at 1099511627776");
    assertFound(VhdDifferencingTest.withLocator(512, -1), "locator at 1112");
  }

  @Test
  void aFixedDiskThatWasCutIsFound() throws IOException {
    assertFound(VhdFiles.fixed(DISK, f -> f.putLong(48, DISK.length + 512)), "it was cut");
  }
}
