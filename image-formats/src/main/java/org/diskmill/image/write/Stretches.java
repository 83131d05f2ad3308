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
  /** Of the units of a stretch that may go on; none where there is none. */
  private EncodedUnit.@Nullable Form open;

  private long from;
  private long to;

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

  /** Takes the next unit and what it was encoded as. */
  void add(Unit unit, EncodedUnit encoded) throws IOException {
    EncodedUnit.Form form = encoded.form();
    boolean padded = form == EncodedUnit.Form.AS_IT_IS_PADDED;
    if (form != EncodedUnit.Form.AS_IT_IS && !padded) {
      settle();
      settled.add(encoded);
      return;
    }
    if (open != form || to != unit.offset() || !encoder.joins(from, unit.offset())) {
      settle();
      open = form;
      from = unit.offset();
    }
    to = unit.offset() + (padded ? unit.unitBytes() : unit.length());
  }

  /** All of them, after the last. */
  List<EncodedUnit> all() throws IOException {
    settle();
    return settled;
  }

  private void settle() throws IOException {
    if (open != null) {
      settled.add(encoder.settle(EncodedUnit.stretch(from, bytes.between(from, to))));
      open = null;
    }
  }
}
