// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices blocks that lie one over the other. A table's entry in which one bit has changed often says
 * the place of another block, and both would be read without an error.
 *
 * <p>Exact for a million places that lie close together, or for 32 million where places and blocks are
 * counted in one unit; these take 4 MiB, and later ones are not noted. Used
 * by one thread at a time.
 */
public final class TakenPlaces {
  private static final int PAGE = 1 << 10;
  private static final int MOST_PAGES = 1 << 10;

  private final int length;

  /**
   * Of the block that begins in each stretch as long as a block: where in it, plus one. Where a
   * stretch is one unit, a bit says it.
   */
  private final Map<Long, int[]> pages = new HashMap<>();

  /** For blocks that take {@code length} each, in the unit in which places are given. */
  public TakenPlaces(int length) {
    this.length = length;
  }

  /**
   * Notes a block.
   *
   * @param at where it begins, from the file's start or any other fixed place; a file may say any number
   * @return whether nothing of it was taken before
   */
  public boolean take(long at) {
    return length == 1 ? takeUnit(at) : takeStretch(at);
  }

  private boolean takeUnit(long at) {
    long word = Math.floorDiv(at, Integer.SIZE);
    int[] page = page(Math.floorDiv(word, PAGE));
    if (page == null) {
      return true;
    }
    int bit = 1 << Math.floorMod(at, Integer.SIZE);
    int in = Math.floorMod(word, PAGE);
    boolean free = (page[in] & bit) == 0;
    page[in] |= bit;
    return free;
  }

  private boolean takeStretch(long at) {
    long stretch = Math.floorDiv(at, length);
    int in = Math.floorMod(at, length);
    // Blocks are all of one length: only neighbours can reach each other.
    if (begins(stretch) >= 0 || begins(stretch - 1) > in) {
      return false;
    }
    int next = begins(stretch + 1);
    if (next >= 0 && next < in) {
      return false;
    }
    note(stretch, in);
    return true;
  }

  /** Where in that stretch a block begins; -1 if none does. */
  private int begins(long stretch) {
    int[] page = pages.get(Math.floorDiv(stretch, PAGE));
    return page == null ? -1 : page[Math.floorMod(stretch, PAGE)] - 1;
  }

  private void note(long stretch, int in) {
    int[] page = page(Math.floorDiv(stretch, PAGE));
    if (page != null) {
      page[Math.floorMod(stretch, PAGE)] = in + 1;
    }
  }

  /** The page of that number, a new one if there is room; or none. */
  private int @Nullable [] page(long number) {
    int[] page = pages.get(number);
    if (page == null && pages.size() < MOST_PAGES) {
      page = new int[PAGE];
      pages.put(number, page);
    }
    return page;
  }
}
