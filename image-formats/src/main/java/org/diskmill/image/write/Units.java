// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.List;
import java.util.Optional;
import org.diskmill.image.Extent;

/** Goes through the units of one batch: one object that moves, since there are many of them. */
final class Units {
  private final Unit unit;
  private final List<Extent.Resolved> runs;
  private final int unitBytes;
  private final long end;
  private final boolean all;
  private int run;
  private long next;

  private Units(BatchBytes bytes, Optional<BatchBytes> base) {
    Batch batch = bytes.batch();
    this.unit = new Unit(bytes, base);
    this.runs = batch.runs();
    this.unitBytes = bytes.unitBytes();
    this.next = batch.offset();
    this.end = batch.end();
    this.all = base.isPresent();
  }

  /** The units that are not known to be zeros. */
  static Units of(BatchBytes bytes) {
    return new Units(bytes, Optional.empty());
  }

  /** All units, to be told from what the base holds there. */
  static Units over(BatchBytes bytes, BatchBytes base) {
    return new Units(bytes, Optional.of(base));
  }

  /** Moves to the next unit, and says whether there is one. */
  boolean next() {
    while (run < runs.size()) {
      Extent.Resolved here = runs.get(run);
      long at = Math.max(next, here.offset() / unitBytes * unitBytes);
      if (at < here.end() && (all || !here.readsAsZero())) {
        unit.moveTo(at, (int) Math.min(unitBytes, end - at));
        next = at + unitBytes;
        return true;
      }
      run++;
    }
    return false;
  }

  /** The unit that it has moved to. */
  Unit unit() {
    return unit;
  }
}
