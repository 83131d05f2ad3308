// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.diskmill.testkit.Patterns;

/** Disks with data, text-like data and zeros, of sizes that are no multiple of anything. */
public final class Disks {
  private Disks() {}

  /** A disk of up to 3 MiB. */
  public static byte[] random(SplittableRandom random) {
    int size = 1 + random.nextInt(3 << 20);
    if (random.nextInt(4) == 0) {
      size = (size + 65_535) / 65_536 * 65_536;
    }
    byte[] disk = new byte[size];
    int at = 0;
    while (at < size) {
      int length = Math.min(size - at, 1 + random.nextInt(1 << 10 + random.nextInt(9)));
      switch (random.nextInt(3)) {
        case 0 -> System.arraycopy(Patterns.bytes(random.nextLong(), length), 0, disk, at, length);
        case 1 -> fill(disk, at, length, random.nextInt(250) + 1);
        default -> {
          // Stays zero.
        }
      }
      at += length;
    }
    return disk;
  }

  /** The same, of whole sectors. */
  public static byte[] ofSectors(SplittableRandom random) {
    byte[] disk = random(random);
    return Arrays.copyOf(disk, (disk.length + 511) / 512 * 512);
  }

  private static void fill(byte[] disk, int at, int length, int period) {
    for (int i = 0; i < length; i++) {
      disk[at + i] = (byte) (i % period + 1);
    }
  }
}
