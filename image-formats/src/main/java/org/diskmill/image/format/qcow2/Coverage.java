// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many ranges cover each byte of a file. Snapshots may share what they refer to, and each part is
 * then looked at once, whatever their number.
 */
final class Coverage {
  private final TreeMap<Long, Integer> changes = new TreeMap<>();

  /** Is told of each stretch that is covered by the same number of ranges, at least one. */
  interface Visitor {
    void covered(long from, long to, int times) throws IOException;
  }

  /** One more range, which may be empty. */
  void add(long from, long to) {
    changes.merge(from, 1, Integer::sum);
    changes.merge(to, -1, Integer::sum);
  }

  void each(Visitor visitor) throws IOException {
    long from = 0;
    int times = 0;
    for (Map.Entry<Long, Integer> change : changes.entrySet()) {
      if (times > 0 && from < change.getKey()) {
        visitor.covered(from, change.getKey(), times);
      }
      from = change.getKey();
      times += change.getValue();
    }
  }
}
