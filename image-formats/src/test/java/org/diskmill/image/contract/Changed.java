// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.diskmill.testkit.Patterns;

/** Disks that are nearly like others. */
public final class Changed {
  private Changed() {}

  /** The base with some stretches changed, some zeroed, and another size; of whole sectors. */
  public static byte[] disk(byte[] base, SplittableRandom random) {
    int size = Math.max(512, base.length + random.nextInt(400_000) - 200_000) / 512 * 512;
    byte[] disk = Arrays.copyOf(base, size);
    for (int i = 0; i < 5; i++) {
      int at = random.nextInt(size);
      int length = Math.min(size - at, random.nextInt(150_000));
      byte[] with = random.nextBoolean() ? new byte[length] : Patterns.bytes(i + 5, length);
      System.arraycopy(with, 0, disk, at, length);
    }
    return disk;
  }
}
