// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.ParallelsMaker;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Where a DiskDescriptor.xml has the borders between its storages. */
class DescriptorBordersTest {
  private static final int HALF = 2 << 20;
  private static final int HALF_SECTORS = HALF / 512;
  private static final int MIB_SECTORS = (1 << 20) / 512;

  private final byte[] disk = Patterns.bytes(1, 2 * HALF);

  private DiskImage open(int border, int end, boolean lenient) throws IOException {
    ParallelsMaker maker = new ParallelsMaker(true, 64);
    Map<String, byte[]> files = Map.of(
        "a", maker.file(Arrays.copyOf(disk, HALF)),
        "b", maker.file(Arrays.copyOfRange(disk, HALF, 2 * HALF)));
    String xml = "<Parallels_disk_image><Disk_Parameters><Disk_size>" + end + "</Disk_size>"
        + "</Disk_Parameters><StorageData>" + storage(0, border, "a") + storage(border, end, "b")
        + "</StorageData></Parallels_disk_image>";
    return Images.open(
        Sources.bytes("DiskDescriptor.xml", ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8))),
        OpenOptions.probing().lenient(lenient).references(Memory.files(files)));
  }

  private static String storage(int start, int end, String file) {
    return "<Storage><Start>" + start + "</Start><End>" + end + "</End><Image><GUID>"
        + DiskDescriptor.DEFAULT_TOP + "</GUID><Type>Compressed</Type><File>" + file
        + "</File></Image></Storage>";
  }

  @Test
  void filesThatFillTheirStoragesAreRead() throws IOException {
    assertArrayEquals(disk, Memory.content(open(HALF_SECTORS, 2 * HALF_SECTORS, false)));
  }

  /** Whichever way it moves, one of its two files does not fit. */
  @Test
  void aBorderThatMovedIsRefused() {
    for (int by : new int[] {-MIB_SECTORS, MIB_SECTORS}) {
      CorruptImageException failed = assertThrows(
          CorruptImageException.class,
          () -> Memory.content(open(HALF_SECTORS + by, 2 * HALF_SECTORS, false)));
      String file = by < 0 ? "a: " : "b: ";
      assertTrue(String.valueOf(failed.getMessage()).startsWith(file), failed.toString());
    }
  }

  @Test
  void aLenientReaderTakesTheBorderAsItIs() throws IOException {
    byte[] read = Memory.content(open(HALF_SECTORS - MIB_SECTORS, 2 * HALF_SECTORS, true));
    assertArrayEquals(Arrays.copyOf(disk, HALF - (1 << 20)), Arrays.copyOf(read, HALF - (1 << 20)));
  }

  @Test
  void aFileThatIsRoundedUpFits() throws IOException {
    int end = 2 * HALF_SECTORS - MIB_SECTORS + 1;
    assertArrayEquals(
        Arrays.copyOf(disk, end * 512), Memory.content(open(HALF_SECTORS, end, false)));
  }
}
