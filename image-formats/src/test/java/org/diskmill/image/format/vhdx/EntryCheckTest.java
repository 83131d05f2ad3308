// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** What a changed bit of the table or of the disk's size does to the guest's bytes unseen. */
class EntryCheckTest {
  private static final int MIB = 1 << 20;

  private static CheckReport check(VhdxFiles file) throws IOException {
    return Checks.check(
            Sources.bytes("a.vhdx", ByteBuffer.wrap(file.bytes)),
            OpenOptions.as("vhdx"),
            Job.unattended())
        .orElseThrow();
  }

  private static void assertOne(VhdxFiles file, int corruptions, int leaks, String words)
      throws IOException {
    CheckReport report = check(file);
    assertEquals(corruptions, report.corruptions(), report.toString());
    assertEquals(leaks, report.leaks(), report.toString());
    assertTrue(report.findings().get(0).message().contains(words), report.toString());
  }

  @Test
  void aPlaceOfWhatIsStoredNowhereIsFound() throws IOException {
    for (int state : new int[] {Bat.NOT_PRESENT, Bat.ZERO}) {
      VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
      int at = file.allocate(0, state);
      String words = "has state " + state + ", which is stored nowhere, and points to " + at;
      assertOne(file, 0, 1, words);
    }
  }

  @Test
  void whatIsUndefinedOrUnmappedMayKeepItsPlace() throws IOException {
    for (int state : new int[] {Bat.UNDEFINED, Bat.UNMAPPED, Bat.OLD_UNMAPPED}) {
      VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
      file.allocate(0, state);
      assertTrue(check(file).clean(), check(file).toString());
    }
  }

  @Test
  void aPartlyPresentBlockThatHasNoSectorIsFound() throws IOException {
    VhdxFiles file = new VhdxFiles(2 * MIB, 512, true, 3);
    int bitmap = file.allocateBitmap();
    file.allocate(0, 7);
    file.allocate(1, 7);
    // The first block has its last sector, the second has none.
    file.bytes[bitmap + 255] = (byte) 0x80;
    assertOne(
        file, 0, 1, "entry at " + file.entryAt(1) + " is partly present, but all sectors are");
  }

  @Test
  void blocksPastTheDisksEndAreFound() throws IOException {
    VhdxFiles file = new VhdxFiles(MIB + 512, 512, false, 3);
    for (int block = 0; block < 3; block++) {
      file.allocate(block, 6);
    }
    String words = " stores a block past the end of the disk of " + (MIB + 512) + " bytes";
    assertOne(file, 0, 1, "entry at " + file.entryAt(2) + words);
  }

  @Test
  void whereAChildsLastChunkIsNotFullItsBitmapIsNotPastTheEnd() throws IOException {
    VhdxFiles file = new VhdxFiles(MIB, 512, true, 2);
    int bitmap = file.allocateBitmap();
    file.allocate(0, 7);
    Arrays.fill(file.bytes, bitmap, bitmap + 200, (byte) 1);
    assertTrue(check(file).clean(), check(file).toString());
  }
}
