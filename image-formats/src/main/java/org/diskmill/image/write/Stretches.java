// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoded units of one batch, in which neighbours that are stored as they are become one. */
final class Stretches {
  private final UnitEncoder encoder;
  private final BatchBytes bytes;
  private final List<EncodedUnit> settled = new ArrayList<>();
  private @Nullable EncodedUnit open;

  /**
   * No units yet.
   *
   * @param encoder what encodes them
   * @param bytes where those that are stored as they are lie side by side
   */
  Stretches(UnitEncoder encoder, BatchBytes bytes) {
    this.encoder = encoder;
    this.bytes = bytes;
  }

  /** Takes the next unit. */
  void add(EncodedUnit unit) throws IOException {
    if (unit.form() != EncodedUnit.Form.AS_IT_IS) {
      settle();
      settled.add(unit);
    } else if (open != null
        && end(open) == unit.offset()
        && encoder.joins(open.offset(), unit.offset())) {
      open = new EncodedUnit(open.offset(), open.form(), bytes.between(open.offset(), end(unit)));
    } else {
      settle();
      open = unit;
    }
  }

  /** All of them, after the last. */
  List<EncodedUnit> all() throws IOException {
    settle();
    return settled;
  }

  private void settle() throws IOException {
    if (open != null) {
      settled.add(encoder.settle(open));
      open = null;
    }
  }

  private static long end(EncodedUnit unit) {
    return unit.offset() + unit.bytes().remaining();
  }
}
