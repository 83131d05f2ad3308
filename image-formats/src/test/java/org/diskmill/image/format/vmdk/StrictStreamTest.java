// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.diskmill.image.contract.Disks;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** Our streams, held against a reader that is as strict as VMware's, and that reader against others. */
class StrictStreamTest {
  private static final WriteOptions STREAM =
      WriteOptions.of("vmdk").with("subformat", "streamOptimized");
  private static final int FIRST_GRAIN = 128 * 512;

  private static byte[] written() throws IOException {
    byte[] disk = Patterns.bytes(5, 40 << 16);
    for (int i = 0; i < disk.length; i++) {
      disk[i] &= 7;
    }
    return Written.file(disk, STREAM, 2);
  }

  private static void assertRefused(Consumer<byte[]> change) throws IOException {
    byte[] file = written();
    change.accept(file);
    assertThrows(StrictStreamReader.Refusal.class, () -> StrictStreamReader.read(file));
  }

  @Test
  void everyStreamOfOursIsAccepted() {
    Seeds.each(20, random -> {
      byte[] disk = Disks.random(random);
      byte[] whole = Arrays.copyOf(disk, (disk.length + 511) / 512 * 512);
      assertArrayEquals(whole, StrictStreamReader.read(Written.file(disk, STREAM, 3)));
    });
  }

  @Test
  void streamsOfSeveralTablesAndWithEmptyOnesAreAccepted() throws IOException {
    byte[] disk = new byte[(100 << 20) + 512];
    Arrays.fill(disk, 0, 70_000, (byte) 1);
    Arrays.fill(disk, 70 << 20, (70 << 20) + 1, (byte) 2);
    disk[disk.length - 1] = 3;
    assertArrayEquals(disk, StrictStreamReader.read(Written.file(disk, STREAM, 3)));
    assertArrayEquals(
        new byte[1 << 20], StrictStreamReader.read(Written.file(new byte[1 << 20], STREAM, 1)));
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    assertRefused(file -> VmdkFiles.wrap(file).putInt(4, 1));
    assertRefused(file -> VmdkFiles.wrap(file).putInt(file.length - 1024 + 4, 1));
  }

  @Test
  void grainsOutOfOrderAreRefused() throws IOException {
    assertRefused(file -> VmdkFiles.wrap(file).putLong(FIRST_GRAIN, 256));
  }

  @Test
  void aMissingMarkerFooterOrEndIsRefused() throws IOException {
    byte[] file = written();
    int end = file.length;
    for (int cut : new int[] {512, 1024, 1536}) {
      byte[] shorter = Arrays.copyOf(file, end - cut);
      assertThrows(StrictStreamReader.Refusal.class, () -> StrictStreamReader.read(shorter));
    }
    // In front of the footer: directory 512, its marker 512, table 2048, its marker 512.
    for (int marker : new int[] {1536 + 1024, 1536 + 1024 + 2560}) {
      byte[] without = without(file, end - marker);
      assertThrows(StrictStreamReader.Refusal.class, () -> StrictStreamReader.read(without));
    }
  }

  private static byte[] without(byte[] file, int sectorAt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, sectorAt);
    out.write(file, sectorAt + 512, file.length - sectorAt - 512);
    return out.toByteArray();
  }

  @Test
  void whateverFollowsTheEndIsRefused() throws IOException {
    byte[] longer = Arrays.copyOf(written(), written().length + 512);
    assertThrows(StrictStreamReader.Refusal.class, () -> StrictStreamReader.read(longer));
  }

  @Test
  void aGrainsPaddingAndContentMustBeRight() throws IOException {
    assertRefused(file -> file[FIRST_GRAIN + 12] ^= 1);
    assertRefused(file -> VmdkFiles.wrap(file)
        .putInt(FIRST_GRAIN + 8, VmdkFiles.wrap(file).getInt(FIRST_GRAIN + 8) - 1));
  }

  @Test
  void theStreamsOfQemuAreRefused() {
    byte[] disk = Patterns.bytes(5, 1 << 20);
    byte[] theirs = VmdkFiles.stream(disk, VmdkFiles.Stream.QEMU);
    assertThrows(StrictStreamReader.Refusal.class, () -> StrictStreamReader.read(theirs));
  }
}
