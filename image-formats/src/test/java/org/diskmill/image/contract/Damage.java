// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.contract;

import java.util.SplittableRandom;

/** Changes files as bad luck or bad people would. */
public final class Damage {
  private static final long[] NASTY = {
    0, 1, 0x7f, 0xff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE, -1
  };

  private Damage() {}

  /** Changes some bytes, most of them where headers and tables are. */
  public static void some(byte[] file, SplittableRandom random) {
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int within = random.nextBoolean() ? Math.min(file.length, 128) : file.length;
      int at = random.nextInt(within);
      long value = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : random.nextLong();
      int width = 1 << random.nextInt(4);
      for (int b = 0; b < width && at + b < file.length; b++) {
        file[at + b] = (byte) (value >>> 8 * (width - 1 - b));
      }
    }
  }
}
