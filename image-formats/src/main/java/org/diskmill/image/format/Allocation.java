// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.function.Predicate;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;

/**
 * Which blocks of a disk are to be stored, and which how-manieth of them each is. Takes a bit and a
 * little more for each block of the disk. Immutable once made; safe for use by many threads.
 */
public final class Allocation {
  private static final int WORDS_PER_SUM = 64;

  private final long blocks;
  private final long[] words;
  private final long[] sums;

  private Allocation(long blocks, long[] words) {
    this.blocks = blocks;
    this.words = words;
    this.sums = new long[words.length / WORDS_PER_SUM + 1];
    long sum = 0;
    for (int i = 0; i < words.length; i++) {
      if (i % WORDS_PER_SUM == 0) {
        sums[i / WORDS_PER_SUM] = sum;
      }
      sum += Long.bitCount(words[i]);
    }
  }

  /** The blocks in which the map has something that is not known to be zeros. */
  public static Allocation of(ExtentCursor map, long blocks, long blockBytes) throws IOException {
    return of(map, blocks, blockBytes, run -> !run.readsAsZero());
  }

  /** The blocks in which the map of a disk that is based on another may have something else. */
  public static Allocation ofDifferences(ExtentCursor map, long blocks, long blockBytes)
      throws IOException {
    return of(map, blocks, blockBytes, run -> !(run instanceof Extent.Hole));
  }

  private static Allocation of(
      ExtentCursor map, long blocks, long blockBytes, Predicate<Extent.Resolved> counts)
      throws IOException {
    long[] words = words(blocks);
    for (Extent.Resolved run = map.next(); run != null; run = map.next()) {
      if (counts.test(run)) {
        set(words, run.offset() / blockBytes, (run.end() - 1) / blockBytes);
      }
    }
    return new Allocation(blocks, words);
  }

  /** All of them. */
  public static Allocation everything(long blocks) {
    long[] words = words(blocks);
    if (blocks > 0) {
      set(words, 0, blocks - 1);
    }
    return new Allocation(blocks, words);
  }

  private static long[] words(long blocks) {
    return new long[Math.toIntExact((blocks + Long.SIZE - 1) / Long.SIZE)];
  }

  private static void set(long[] words, long first, long last) {
    for (long block = first; block <= last; ) {
      int word = (int) (block / Long.SIZE);
      if (block % Long.SIZE == 0 && last - block >= Long.SIZE - 1) {
        words[word] = -1;
        block += Long.SIZE;
      } else {
        words[word] |= 1L << block % Long.SIZE;
        block++;
      }
    }
  }

  /** How many blocks the disk has. */
  public long blocks() {
    return blocks;
  }

  /** Whether a block is to be stored. */
  public boolean has(long block) {
    return (words[(int) (block / Long.SIZE)] & 1L << block % Long.SIZE) != 0;
  }

  /** How many blocks before this one are stored. */
  public long rank(long block) {
    int word = (int) (block / Long.SIZE);
    long rank = sums[word / WORDS_PER_SUM];
    for (int i = word / WORDS_PER_SUM * WORDS_PER_SUM; i < word; i++) {
      rank += Long.bitCount(words[i]);
    }
    long below = block % Long.SIZE == 0 ? 0 : words[word] & (1L << block % Long.SIZE) - 1;
    return rank + Long.bitCount(below);
  }

  /** How many blocks are stored. */
  public long count() {
    return blocks == 0 ? 0 : rank(blocks - 1) + (has(blocks - 1) ? 1 : 0);
  }

  /** The first stored block from this one on; {@link #blocks} when there is none. */
  public long next(long from) {
    for (long block = from; block < blocks; ) {
      long word = words[(int) (block / Long.SIZE)] >>> block % Long.SIZE;
      if (word != 0) {
        return block + Long.numberOfTrailingZeros(word);
      }
      block = (block / Long.SIZE + 1) * Long.SIZE;
    }
    return blocks;
  }

  /** A number that is the same for the same blocks, and hardly ever for others. */
  public long fingerprint() {
    long hash = blocks;
    for (long word : words) {
      hash = Long.rotateLeft(hash ^ word, 23) * 0x9E37_79B9_7F4A_7C15L;
    }
    return hash;
  }
}
