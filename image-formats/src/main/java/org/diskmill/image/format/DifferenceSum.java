// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import org.diskmill.image.write.EncodedUnit;

/**
 * A number that is the same for the same differences from a parent, and hardly ever for others: what
 * is stored, and where zeros hide what the parent has. Used by one thread at a time.
 */
public final class DifferenceSum {
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final ContentSum content = new ContentSum();
  private long places = MIX;

  /** Adds a unit; in ascending order. */
  public void add(EncodedUnit unit) {
    boolean zero = unit.form() == EncodedUnit.Form.ZERO;
    places = Long.rotateLeft(places ^ unit.offset() ^ (zero ? 1 : 0), 23) * MIX;
    content.add(unit.offset(), unit.bytes());
  }

  /** The number for all that was added. */
  public long value() {
    return places * MIX ^ content.value();
  }
}
