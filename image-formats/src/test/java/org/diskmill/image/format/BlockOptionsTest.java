// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of VHD and VHDX do, and which are refused. */
class BlockOptionsTest {
  private static ImageInfo written(int size, String format, String list) throws IOException {
    byte[] file = Written.file(new byte[size], WriteOptions.of(format).withAll(list), 2);
    return Images.info(Sources.bytes("file", ByteBuffer.wrap(file)), OpenOptions.probing());
  }

  private static long estimate(long size, String format, String list) throws IOException {
    try (DiskImage image = Images.open(Patterns.source(1, size), OpenOptions.as("raw"))) {
      return Conversion.of(image, WriteOptions.of(format).withAll(list))
          .estimate()
          .bytes();
    }
  }

  @Test
  void azureGetsFixedDisksOfWholeMiBAndNoLessThan20() throws IOException {
    ImageInfo small = written(5 << 20, "vhd", "azure=on");
    assertEquals(20 << 20, small.virtualBytes());
    assertEquals((20 << 20) + 512, small.storedBytes());
    assertEquals("fixed", small.details().get("subformat"));
    assertEquals(22 << 20, written((21 << 20) + 1, "vhd", "azure=on").virtualBytes());
    assertThrows(
        IllegalArgumentException.class, () -> estimate(512, "vhd", "azure=on,subformat=dynamic"));
  }

  @Test
  void theSizeInBytesIsExactWhateverTheGeometry() throws IOException {
    ImageInfo plain = written(1000 * 512, "vhd", "");
    assertEquals(1000 * 512, plain.virtualBytes());
    assertEquals(14L * 4 * 17 * 512, plain.details().get("geometry-size"));
    ImageInfo forced = written(1000 * 512, "vhd", "force_size=on");
    assertEquals(1000 * 512, forced.virtualBytes());
    assertEquals(65_535L * 16 * 255 * 512, forced.details().get("geometry-size"));
  }

  @Test
  void theIdentifierCanBeGiven() throws IOException {
    String id = "01234567-89ab-cdef-0123-456789abcdef";
    assertEquals(id, written(512, "vhd", "uuid=" + id).details().get("uuid"));
    assertEquals(id, written(512, "vhdx", "uuid=" + id).details().get("disk-id"));
  }

  @Test
  void anEmptyDiskIsADiskToo() throws IOException {
    for (String list : new String[] {"", "subformat=fixed"}) {
      assertEquals(0, written(0, "vhd", list).virtualBytes());
      assertEquals(0, written(0, "vhdx", list).virtualBytes());
    }
  }

  @Test
  void blocksAreAsLargeAsQemuImgMakesThem() throws IOException {
    long mib = 1 << 20;
    assertEquals(8 * mib, written(512, "vhdx", "").details().get("block-size"));
    // A disk of one block is that much longer than its beginning.
    assertEquals((4 + 16 * 65) * mib, estimate((1L << 30) + 512, "vhdx", ""));
    assertEquals((4 + 32 * 3201) * mib, estimate((100L << 30) + 512, "vhdx", ""));
  }

  @Test
  void disksThatDoNotFitAreRefused() throws IOException {
    assertTrue(estimate(2040L << 30, "vhd", "") < 2L << 40);
    assertThrows(UnsupportedImageException.class, () -> estimate((2040L << 30) + 512, "vhd", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vhd subformat=sparse",
        "vhd uuid=1",
        "vhd backing_fmt=vhd",
        "vhdx subformat=stream",
        "vhdx block_size=3M",
        "vhdx block_size=512k",
        "vhdx block_size=512M",
        "vhdx log_size=1000000",
        "vhdx log_size=4G"
      })
  void valuesThatAreNotLegalAreTheCallersMistake(String target) {
    int space = target.indexOf(' ');
    String option = target.substring(space + 1, target.indexOf('='));
    IllegalArgumentException refused = assertThrows(
        IllegalArgumentException.class,
        () -> estimate(512, target.substring(0, space), target.substring(space + 1)));
    assertTrue(refused.toString().contains("'" + option + "'"), refused.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vhd", "vhdx"})
  void compressionIsRefused(String format) throws IOException {
    try (DiskImage image = Images.open(Patterns.source(1, 512), OpenOptions.as("raw"))) {
      WriteOptions packed = WriteOptions.of(format).compressed(true);
      assertThrows(UnsupportedImageException.class, () -> Conversion.of(image, packed));
    }
  }
}
