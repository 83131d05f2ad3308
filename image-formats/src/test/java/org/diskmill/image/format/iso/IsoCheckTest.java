// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

class IsoCheckTest {
  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(
            Sources.bytes("disc.iso", ByteBuffer.wrap(file)),
            OpenOptions.probing(),
            Job.unattended())
        .orElseThrow();
  }

  private static CheckReport check(Consumer<ByteBuffer> damage) throws IOException {
    byte[] file = IsoFiles.bridge();
    damage.accept(IsoFiles.wrap(file));
    return check(file);
  }

  private static void assertFound(String expected, CheckReport report) {
    assertEquals(1, report.corruptions(), report.toString());
    assertTrue(report.findings().toString().contains(expected), report.toString());
  }

  @Test
  void aWholeDiscIsClean() throws IOException {
    assertTrue(check(IsoFiles.disc()).clean());
    assertTrue(check(IsoFiles.bridge()).clean());
  }

  @Test
  void whatFollowsTheVolumeIsNoFault() throws IOException {
    byte[] file = IsoFiles.bridge();
    assertTrue(check(Arrays.copyOf(file, file.length + 150 * IsoFiles.SECTOR)).clean());
  }

  @Test
  void aDiscThatIsCutIsFoundByItsVolumeSize() throws IOException {
    byte[] file = IsoFiles.disc();
    CheckReport report = check(Arrays.copyOf(file, file.length - 1));
    assertFound("320 blocks of 2048 bytes, which end at 655360", report);
    assertFound("the file ends at 655359; it is cut", report);
    assertEquals(IsoFiles.PRIMARY_AT, report.findings().get(0).at());
  }

  @Test
  void aUdfPartitionThatIsCutIsFoundWithoutAnIsoVolume() throws IOException {
    byte[] file = IsoFiles.bridge();
    for (int sector = 16; sector < 20; sector++) {
      byte[] udf = {0, 'B', 'E', 'A', '0', '1', 1};
      System.arraycopy(udf, 0, file, sector * IsoFiles.SECTOR, udf.length);
    }
    assertTrue(check(file).clean());
    CheckReport report = check(Arrays.copyOf(file, file.length - 1));
    assertFound("the partition ends at 655360, but the file ends at 655359", report);
    assertEquals(IsoFiles.PARTITION_AT, report.findings().get(0).at());
  }

  @Test
  void aUdfVolumeOfSectorsOf4KiBIsFoundAndCheckedToo() throws IOException {
    byte[] file = IsoFiles.wideUdf();
    assertTrue(check(file).clean());
    assertFound(
        "the partition ends at 1310720, but the file ends at 1310719",
        check(Arrays.copyOf(file, file.length - 1)));
  }

  /** Their partition goes on to where the medium ends, written or not. */
  @Test
  void aDiscWrittenOnceMayEndBeforeItsPartition() throws IOException {
    byte[] file = IsoFiles.wideUdf();
    IsoFiles.wrap(file).putInt(2 * 32 * IsoFiles.SECTOR + 184, 2);
    assertTrue(check(file).clean());
    CheckReport report = check(Arrays.copyOf(file, file.length - 4096));
    assertEquals(0, report.corruptions());
    assertEquals(1, report.errors());
    assertTrue(report.findings().toString().contains("need not be written to its end"));
  }

  @Test
  void numbersThatContradictThemselvesAreFound() throws IOException {
    int primary = IsoFiles.PRIMARY_AT;
    assertFound(
        "volume space size at 80 is 319 in one byte order and 320 in the other",
        check(b -> b.putInt(primary + 80, 319)));
    assertFound("block size at 128", check(b -> b.putShort(primary + 130, (short) 9)));
    assertFound("path table size at 132", check(b -> b.putInt(primary + 136, 0)));
  }

  @Test
  void descriptorsWithoutAnEndAreFound() throws IOException {
    assertFound(
        "end at 38912 without a terminator",
        check(Arrays.copyOf(cleared(IsoFiles.disc(), 19), 320 * IsoFiles.SECTOR)));
  }

  @Test
  void aUdfVolumeThatCannotBeFollowedIsSaidToBeUnchecked() throws IOException {
    CheckReport report = check(cleared(IsoFiles.bridge(), 256));
    assertEquals(1, report.errors());
    assertTrue(report.findings().toString().contains("no anchor at sector 256"));
  }

  @Test
  void aDiscThatEndsInItsFirstDescriptorIsCut() throws IOException {
    CheckReport report = check(Arrays.copyOf(IsoFiles.disc(), IsoFiles.PRIMARY_AT + 100));
    assertFound("the first volume descriptor at 32768 is cut", report);
  }

  @Test
  void aFileThatIsOnlyCalledADiscHasNoDescriptor() throws IOException {
    CheckReport report = Checks.check(
            Sources.bytes("raw", ByteBuffer.wrap(new byte[IsoFiles.BLOCKS * IsoFiles.SECTOR])),
            OpenOptions.as("iso"),
            Job.unattended())
        .orElseThrow();
    assertFound("has no volume descriptor at 32768", report);
  }

  private static byte[] cleared(byte[] file, int sector) {
    Arrays.fill(file, sector * IsoFiles.SECTOR, (sector + 1) * IsoFiles.SECTOR, (byte) 0);
    return file;
  }
}
