// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** What a DiskDescriptor.xml says twice. */
class DescriptorTwiceTest {
  private static final String ROOT = "{11111111-1111-1111-1111-111111111111}";
  private static final String OTHER = "{22222222-2222-2222-2222-222222222222}";
  private static final String IMAGE =
      "<Image><GUID>" + ROOT + "</GUID><Type>Plain</Type><File>a</File></Image>";
  private static final String SHOT = "<Shot><GUID>" + ROOT + "</GUID><ParentGUID>"
      + DiskDescriptor.NO_PARENT + "</ParentGUID></Shot>";
  private static final String XML = "<Parallels_disk_image><Disk_Parameters>"
      + "<Disk_size>128</Disk_size></Disk_Parameters><StorageData><Storage><Start>0</Start>"
      + "<End>128</End>" + IMAGE + "</Storage></StorageData><Snapshots><TopGUID>" + ROOT
      + "</TopGUID>" + SHOT + "</Snapshots></Parallels_disk_image>";

  private final byte[] disk = Patterns.bytes(1, 64 << 10);

  private DiskImage open(String xml) throws IOException {
    Map<String, byte[]> files = Map.of("a", disk, "b", Patterns.bytes(2, 64 << 10));
    return Images.open(
        Sources.bytes("DiskDescriptor.xml", ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8))),
        OpenOptions.probing().references(Memory.files(files)));
  }

  /** The descriptor in which {@code first} stands in front of what is there already. */
  private static String with(String first, String there) {
    return XML.replace(there, first + there);
  }

  private void refused(String xml, String what) {
    CorruptImageException failed =
        assertThrows(CorruptImageException.class, () -> open(xml).close());
    assertTrue(String.valueOf(failed.getMessage()).contains(what), failed.toString());
  }

  @Test
  void theSameTwiceHarmsNothing() throws IOException {
    assertArrayEquals(disk, Memory.content(open(XML)));
    assertArrayEquals(disk, Memory.content(open(with("<File>a</File>", "<File>"))));
    assertArrayEquals(disk, Memory.content(open(with(IMAGE, "<Image>"))));
    assertArrayEquals(disk, Memory.content(open(with(SHOT, "<Shot>"))));
  }

  /** Readers differ in which of two they take. */
  @Test
  void twoDifferentValuesOfOneElementAreRefused() {
    refused(with("<File>b</File>", "<File>"), "File");
    refused(with("<Disk_size>64</Disk_size>", "<Disk_size>"), "Disk_size");
    refused(with("<End>64</End>", "<End>"), "End");
    refused(with("<Type>Compressed</Type>", "<Type>"), "Type");
    refused(with("<TopGUID>" + OTHER + "</TopGUID>", "<TopGUID>"), "TopGUID");
    refused(with("<StorageData></StorageData>", "<StorageData>"), "StorageData");
    refused(with("<Snapshots></Snapshots>", "<Snapshots>"), "Snapshots");
  }

  @Test
  void twoImagesOfOneSnapshotInOneStorageAreRefused() {
    refused(with(IMAGE.replace(">a<", ">b<"), "<Image>"), ROOT);
  }

  @Test
  void twoParentsOfOneSnapshotAreRefused() {
    refused(with(SHOT.replace(DiskDescriptor.NO_PARENT, OTHER), "<Shot>"), ROOT);
  }

  @Test
  void aPlainFileThatIsTooShortIsNamed() {
    CorruptImageException failed = assertThrows(
        CorruptImageException.class, () -> Memory.content(open(XML.replace("128<", "256<"))));
    assertTrue(String.valueOf(failed.getMessage()).startsWith("a: "), failed.toString());
  }
}
