// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.Writers;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  @Test
  void noneAllowsADiskOfMoreThan4ExbiBytes() {
    assertEquals(1L << 62, Limits.defaults().diskBytes(Long.MAX_VALUE).diskBytes());
    assertEquals(1L << 61, Limits.defaults().diskBytes(1L << 61).diskBytes());
  }

  @Test
  void aTableThatOnlyALargerHeapCouldHoldSaysSo() {
    long heap = Runtime.getRuntime().maxMemory() / 4;
    assumeTrue(heap < Integer.MAX_VALUE - 8, "an array is the narrower limit");
    Limits wide = Limits.defaults().metadataBytes(Long.MAX_VALUE);
    Source source = Sources.bytes("disk", ByteBuffer.allocate(0));
    LimitExceededException refused = assertThrows(
        LimitExceededException.class, () -> wide.metadata(source, "map of blocks", heap + 1));
    assertTrue(
        refused
            .toString()
            .endsWith("disk: map of blocks is " + (heap + 1) + ", allowed are " + heap
                + " bytes, a quarter of the memory that Java may use; allow it more, as with -Xmx"),
        refused.toString());
    LimitExceededException limited = assertThrows(
        LimitExceededException.class,
        () -> wide.metadataBytes(9).metadata(source, "map of blocks", 10));
    assertTrue(limited.toString().endsWith(" is 10, allowed are 9"), limited.toString());
  }

  @Test
  void aLargerDiskCannotBeMadeEither() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Images.zeros((1L << 62) + 1));
    assertEquals(
        "size: 4611686018427387905 is above 4611686018427387904 bytes, 4 EiB",
        refused.getMessage());
    DiskImage small = Images.zeros(1);
    assertThrows(IllegalArgumentException.class, () -> Images.resized(small, Long.MAX_VALUE));
  }

  static List<String> formats() {
    return Writers.names();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theLargestHasAnEstimateOrIsRefused(String format) throws IOException {
    for (long less = 0; less < 1 << 20; less = 2 * less + 1) {
      try (DiskImage largest = Images.zeros(Limits.LARGEST_DISK - less)) {
        SizeEstimate estimate = Conversion.of(largest, WriteOptions.of(format)).fullyAllocated();
        assertTrue(estimate.bytes() > 0, estimate.toString());
      } catch (UnsupportedImageException tooLarge) {
        assertTrue(tooLarge.toString().contains(": " + format + ": "), tooLarge.toString());
      }
    }
  }

  @Test
  void aQcow2WhoseFirstTableWouldBeTooLargeHasNoEstimate() throws IOException {
    for (int clusterBits = 9; clusterBits <= 21; clusterBits++) {
      WriteOptions kind = WriteOptions.of("qcow2").with("cluster_size", "" + (1 << clusterBits));
      long most = Math.min(Limits.LARGEST_DISK - 1, 1L << 22 + 2 * clusterBits - 3);
      try (DiskImage largest = Images.zeros(most);
          DiskImage larger = Images.zeros(most + 1)) {
        assertTrue(Conversion.of(largest, kind).estimate().bytes() > 32 << 20 || clusterBits > 20);
        if (clusterBits < 21) {
          Conversion tooLarge = Conversion.of(larger, kind);
          assertThrows(UnsupportedImageException.class, tooLarge::estimate);
          assertThrows(UnsupportedImageException.class, tooLarge::fullyAllocated);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twoGbMaxExtentSparse", "twoGbMaxExtentFlat"})
  void aVmdkOfMoreExtentsThanAreReadHasNoEstimate(String subformat) throws IOException {
    WriteOptions kind = WriteOptions.of("vmdk").with("subformat", subformat);
    long most = Limits.defaults().references() * (2047L << 20);
    try (DiskImage largest = Images.zeros(most);
        DiskImage larger = Images.zeros(most + 1);
        DiskImage none = Images.zeros(0)) {
      assertTrue(Conversion.of(largest, kind).estimate().bytes() > 0);
      assertThrows(
          UnsupportedImageException.class, () -> Conversion.of(larger, kind).estimate());
      assertThrows(
          UnsupportedImageException.class, () -> Conversion.of(none, kind).estimate());
    }
  }
}
