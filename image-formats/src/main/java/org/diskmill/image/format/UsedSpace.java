// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.diskmill.image.ImageException;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Finding;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Source;

/**
 * What lies where in a file: finds what overlaps, and what belongs to nothing. Takes eight bytes for
 * each thing. Used by one thread at a time.
 */
public final class UsedSpace {
  /** Places are whole sectors, so their low bits are free to say what lies there. */
  private static final int SECTOR = 512;

  private final Source source;
  private final Limits limits;
  private final List<Kind> kinds = new ArrayList<>();
  private long[] places = new long[64];
  private int count;

  private record Kind(String name, long length) {}

  /** Of a file, as much as the limits allow to be remembered. */
  public UsedSpace(Source source, Limits limits) {
    this.source = source;
    this.limits = limits;
  }

  /**
   * A kind of thing, all of which are that long.
   *
   * @throws LimitExceededException when there are 512 others
   */
  public int kind(String name, long length) throws LimitExceededException {
    Kind kind = new Kind(name, length);
    int known = kinds.indexOf(kind);
    if (known >= 0) {
      return known;
    }
    if (kinds.size() == SECTOR) {
      throw new LimitExceededException(source + ": has a " + name + " of " + length
          + " bytes and things of " + SECTOR + " other lengths, which is more than can be checked");
    }
    kinds.add(kind);
    return kinds.size() - 1;
  }

  /**
   * One thing, at that place in bytes.
   *
   * @throws LimitExceededException when the list of all would be larger than the limits allow
   */
  public void add(long at, int kind) throws ImageException {
    if (count == places.length) {
      limits.metadata(source, "list of blocks", 2L * count * Long.BYTES);
      places = Arrays.copyOf(places, Math.multiplyExact(count, 2));
    }
    places[count++] = (at & -SECTOR) | kind;
  }

  /**
   * Reports on everything.
   *
   * @param end of the file
   * @param leastLeak how much that belongs to nothing counts as lost, in bytes
   * @return where the last thing ends
   */
  public long report(Findings findings, long end, long leastLeak) {
    Arrays.sort(places, 0, count);
    long reached = 0;
    String before = "";
    for (int i = 0; i < count; i++) {
      long at = places[i] & -SECTOR;
      Kind kind = kinds.get((int) (places[i] & SECTOR - 1));
      if (at < reached) {
        findings.add(
            Finding.Kind.OVERLAP,
            Severity.CORRUPTION,
            at,
            kind.name + " at " + at + " overlaps the " + before + " before it, which ends at "
                + reached);
      } else {
        leak(findings, reached, at, leastLeak);
      }
      if (at + kind.length >= reached) {
        reached = at + kind.length;
        before = kind.name;
      }
    }
    leak(findings, reached, end, leastLeak);
    return reached;
  }

  private static void leak(Findings findings, long from, long to, long least) {
    if (to - from >= least) {
      findings.add(
          Finding.Kind.LOST_SPACE,
          Severity.LEAK,
          from,
          (to - from) + " bytes at " + from + " belong to nothing");
    }
  }
}
