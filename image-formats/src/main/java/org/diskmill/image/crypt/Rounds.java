// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.concurrent.TimeUnit;

/** How often to hash a passphrase when that is said as a time. */
public final class Rounds {
  /** [LUKS1 2.5]: the least. */
  private static final int LEAST = 1000;

  /** QEMU's bound for the time too: what takes longer is a mistake. */
  private static final long MOST_MILLIS = 60_000;

  private Rounds() {}

  /**
   * About as many as this machine does in that time.
   *
   * @param millis of one processor
   */
  public static int taking(Hashing hash, long millis) {
    if (millis < 1 || millis > MOST_MILLIS) {
      throw new IllegalArgumentException(
          "option 'encrypt.iter-time': " + millis + " is not from 1 to " + MOST_MILLIS);
    }
    long wanted = TimeUnit.MILLISECONDS.toNanos(Math.min(millis, 100));
    long rounds = LEAST;
    while (true) {
      long start = System.nanoTime();
      byte[] unused = Pbkdf2.derive(hash, new byte[8], new byte[8], rounds, hash.bytes());
      long took = System.nanoTime() - start;
      if (took >= wanted || unused.length == 0) {
        double scale = (double) TimeUnit.MILLISECONDS.toNanos(millis) / took;
        return (int) Math.max(LEAST, Math.min(Integer.MAX_VALUE, rounds * scale));
      }
      rounds *= 2;
    }
  }
}
