// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.diskmill.image.Limits;
import org.diskmill.image.format.vhd.VhdFiles;
import org.diskmill.image.format.vhdx.VhdxFiles;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** What a stranger's VHD or VHDX is said to be before anybody opens it. */
class BlockInspectionTest {
  private static List<String> hazards(byte[] file) throws IOException {
    return Inspection.of(Sources.bytes("file", ByteBuffer.wrap(file)), Limits.defaults())
        .hazards()
        .stream()
        .map(Hazard::code)
        .toList();
  }

  @Test
  void disksThatStandAloneAreSafe() throws IOException {
    byte[] disk = new byte[1 << 20];
    // A partition table: what a fixed disk begins with is its own first sector.
    disk[446 + 4] = 7;
    disk[510] = 0x55;
    disk[511] = (byte) 0xaa;
    assertEquals(List.of(), hazards(VhdFiles.contractFixed(disk)));
    assertEquals(List.of(), hazards(VhdFiles.contractDynamic(disk)));
    assertEquals(List.of(), hazards(VhdxFiles.contractDynamic(disk)));
  }

  @Test
  void aParentIsSeenThoughTheFooterAtTheEndDeniesItWithAWrongChecksum() throws IOException {
    byte[] child = VhdFiles.child(new SplittableRandom(1));
    assertEquals(List.of("parent"), hazards(child));
    child[child.length - 512 + 63] = 2;
    assertEquals(List.of("parent"), hazards(child));
  }

  @Test
  void aParentIsSeenThoughTheFirstRegionTableIsDamaged() throws IOException {
    byte[] child = VhdxFiles.child();
    assertEquals(List.of("parent"), hazards(child));
    // The damaged copy leads to other metadata, which name none.
    child[(192 << 10) + 66] ^= 1;
    assertEquals(List.of("parent"), hazards(child));
  }

  @Test
  void aLogThatIsNotReplayedIsSeen() throws IOException {
    assertEquals(List.of("log"), hazards(VhdxFiles.withLog()));
  }
}
