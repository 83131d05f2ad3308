// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.List;
import org.diskmill.image.Extent;

/**
 * Reads packed forms that lie near each other at once. Neighbouring packed clusters share sectors,
 * so one read each would read those twice, and be thousands of reads.
 */
final class Gather {
  private Gather() {}

  /** Reads all of {@code packed} and puts each one's bytes into {@code stored}. */
  static void read(
      List<Extent.Packed> packed, Arena arena, IdentityHashMap<Extent.Packed, ByteBuffer> stored)
      throws IOException {
    packed.sort((a, b) -> Long.compare(a.at(), b.at()));
    int from = 0;
    while (from < packed.size()) {
      Extent.Packed first = packed.get(from);
      long end = end(first);
      int to = from + 1;
      while (to < packed.size() && near(first, end, packed.get(to))) {
        end = Math.max(end, end(packed.get(to)));
        to++;
      }
      ByteBuffer bytes = arena.take((int) (end - first.at()));
      first.source().readFully(first.at(), bytes.duplicate());
      for (Extent.Packed one : packed.subList(from, to)) {
        stored.put(one, bytes.slice((int) (one.at() - first.at()), one.storedBytes()));
      }
      from = to;
    }
  }

  private static boolean near(Extent.Packed first, long end, Extent.Packed next) {
    return next.source() == first.source()
        && next.at() - end <= first.source().hints().worthwhileBytes()
        && end(next) - first.at() <= Integer.MAX_VALUE / 2;
  }

  private static long end(Extent.Packed packed) {
    return packed.at() + packed.storedBytes();
  }
}
