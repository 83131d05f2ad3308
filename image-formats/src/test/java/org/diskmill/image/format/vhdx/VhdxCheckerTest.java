// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class VhdxCheckerTest {
  private static final int MIB = 1 << 20;
  private static final byte[] DISK = Patterns.bytes(3, 3 * MIB);

  private static CheckReport check(byte[] file) throws IOException {
    return Checks.check(
            Sources.bytes("a.vhdx", ByteBuffer.wrap(file)),
            OpenOptions.as("vhdx"),
            Job.unattended())
        .orElseThrow();
  }

  private static void assertFound(Kind kind, byte[] file, String words) throws IOException {
    assertFound(file, words);
    assertTrue(
        check(file).findings().stream()
            .filter(one -> one.message().contains(words))
            .allMatch(one -> one.kind() == kind),
        check(file).toString());
  }

  private static void assertFound(byte[] file, String words) throws IOException {
    CheckReport report = check(file);
    assertTrue(report.corruptions() > 0, report.toString());
    assertTrue(report.findings().toString().contains(words), report.toString());
  }

  @Test
  void healthyFilesAreCleanAndCounted() throws IOException {
    byte[] ours = Written.file(DISK, WriteOptions.of("vhdx").with("block_size", "1M"), 2);
    CheckReport report = check(ours);
    assertTrue(report.clean(), report.toString());
    assertEquals(3, report.allocation().orElseThrow().allocatedClusters());
    assertEquals(0, report.allocation().orElseThrow().fragmentedClusters());
    byte[] fixed =
        Written.file(new byte[MIB], WriteOptions.of("vhdx").withAll("subformat=fixed"), 2);
    assertTrue(check(fixed).clean(), check(fixed).toString());
  }

  @Test
  void whatIsNotStoredNeedsNoMemory() throws IOException {
    byte[] large = new VhdxFiles(100_000L * MIB, 512, false, 1).bytes;
    OpenOptions little = OpenOptions.as("vhdx").limits(Limits.defaults().metadataBytes(64 << 10));
    assertTrue(
        Checks.check(Sources.bytes("a.vhdx", ByteBuffer.wrap(large)), little, Job.unattended())
            .orElseThrow()
            .clean());
  }

  @Test
  void eachDamagedCopyIsFound() throws IOException {
    for (int at : new int[] {64 << 10, 128 << 10, 192 << 10, 256 << 10}) {
      byte[] file = VhdxFiles.dynamic(DISK);
      file[at + 40] ^= 1;
      assertFound(Kind.CHECKSUM, file, "at " + at + " has a wrong signature or checksum");
    }
  }

  @Test
  void aLogThatIsToBeReplayedIsFound() throws IOException {
    assertFound(Kind.LOG, VhdxFiles.withLog(), "2 entries to be replayed");
  }

  @Test
  void aLogThatLacksItsBeginningIsFound() throws IOException {
    VhdxFiles file = new VhdxFiles(4L * MIB, 512, false, 1);
    int at = file.allocate(0, 6);
    file.log(8192, 11, 0, Map.of((long) at, new byte[4096]), file.bytes.length);
    file.useLog();
    assertFound(file.bytes, "none of its sequences is whole");
  }

  /** It may be torn by a crash, which is harmless, or damaged since: nobody can tell. */
  @Test
  void aLogWhoseOnlyEntryIsDamagedIsFound() throws IOException {
    assertFound(withOnlyEntryDamagedAt(4096 + 100), "none of its sequences is whole");
  }

  @Test
  void aLogThatIsAnnouncedAndHoldsOldEntriesOnlyIsClean() throws IOException {
    // Where the entry says which log it is of.
    byte[] file = withOnlyEntryDamagedAt(32);
    assertTrue(check(file).clean(), check(file).toString());
  }

  private static byte[] withOnlyEntryDamagedAt(int place) {
    VhdxFiles file = new VhdxFiles(4L * MIB, 512, false, 1);
    int at = file.allocate(0, 6);
    file.log(8192, 11, 8192, Map.of((long) at, new byte[4096]), file.bytes.length);
    file.bytes[VhdxFiles.LOG + 8192 + place] ^= 1;
    file.useLog();
    return file.bytes;
  }

  @Test
  void wrongEntriesAreFoundEachByItsPlace() throws IOException {
    VhdxFiles file = new VhdxFiles(4L * MIB, 512, false, 2);
    int at = file.allocate(0, 6);
    file.entry(1, at | 6);
    assertFound(Kind.OVERLAP, file.bytes, "block at " + at + " overlaps the block");
    file.entry(1, VhdxFiles.TABLE | 6);
    assertFound(Kind.OVERLAP, file.bytes, "overlaps the region");
    file.entry(1, 1L << 40 | 6);
    assertFound(Kind.DANGLING, file.bytes, "entry at " + file.entryAt(1) + " points to");
    file.entry(1, 4);
    assertFound(Kind.VALUE, file.bytes, "state 4");
    file.entry(1, 1 << 4);
    assertFound(Kind.VALUE, file.bytes, "reserved bits");
    file.entry(1, VhdxFiles.BLOCKS + MIB | 7);
    assertFound(Kind.CONTRADICTION, file.bytes, "partly present");
  }

  @Test
  void aSectorBitmapThatIsNeededAndNotThereIsFound() throws IOException {
    VhdxFiles child = new VhdxFiles(4L * MIB, 512, true, 2);
    child.allocate(1, 7);
    assertFound(Kind.MISSING, child.bytes, "is for a sector bitmap and has state 0");
    int bitmap = child.allocateBitmap();
    child.bytes[bitmap + 256] = 1;
    assertTrue(check(child.bytes).clean(), check(child.bytes).toString());
    assertFound(
        Kind.DANGLING,
        Arrays.copyOf(child.bytes, bitmap + MIB - 1),
        "sector bitmap has 1048576 bytes");
  }

  @Test
  void aPartlyPresentBlockMayBeCutBehindItsOwnSectors() throws IOException {
    VhdxFiles child = new VhdxFiles(4L * MIB, 512, true, 2);
    int bitmap = child.allocateBitmap();
    int block = child.allocate(1, 7);
    // Of the chunk's second block, in sectors of 512 bytes: the second and the tenth.
    child.bytes[bitmap + 256] = 2;
    child.bytes[bitmap + 257] = 2;
    byte[] enough = Arrays.copyOf(child.bytes, block + 10 * 512);
    assertTrue(check(enough).clean(), check(enough).toString());
    assertFound(
        Arrays.copyOf(child.bytes, enough.length - 1),
        "where the disk has 5120 bytes, but the file");
  }

  @Test
  void spaceThatBelongsToNothingIsFreeAndNotLost() throws IOException {
    VhdxFiles file = new VhdxFiles(4L * MIB, 512, false, 2);
    file.allocate(0, 6);
    CheckReport report = check(file.bytes);
    assertTrue(report.clean(), report.toString());
    assertEquals(VhdxFiles.BLOCKS + MIB, report.allocation().orElseThrow().endOffset());
  }
}
