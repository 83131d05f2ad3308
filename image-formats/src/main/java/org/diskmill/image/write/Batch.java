// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Extent;

/**
 * Neighbouring units that one task deals with, unread.
 *
 * @param offset guest position in bytes
 * @param length in bytes
 * @param runs what it consists of, in order and without gaps
 * @param base where the target is based on another disk, what that one holds in the same range
 */
record Batch(
    long offset, int length, List<Extent.Resolved> runs, Optional<List<Extent.Resolved>> base) {
  /** Where it ends. */
  long end() {
    return offset + length;
  }

  /** How much room its bytes need, in whole units. */
  int padded(int unitBytes) {
    return (length + unitBytes - 1) / unitBytes * unitBytes;
  }

  /** The same without what {@code encoder} stores unread, which is zeros from then on. */
  Batch unshared(UnitEncoder encoder) throws IOException {
    List<Extent.Resolved> left = new ArrayList<>(runs.size());
    for (Extent.Resolved run : runs) {
      if (run instanceof Extent.Data data) {
        share(data, encoder, left);
      } else {
        left.add(run);
      }
    }
    return new Batch(offset, length, left, base);
  }

  /** Encoders leave out blocks of zeros and write others whole: one shared in part is written over, alike. */
  private static void share(Extent.Data run, UnitEncoder encoder, List<Extent.Resolved> left)
      throws IOException {
    long shared = encoder.share(run);
    long from = ZeroRuns.blockAtOrAfter(run.offset());
    long to = ZeroRuns.blockAtOrBefore(run.offset() + shared);
    if (from >= to) {
      left.add(run);
      return;
    }
    addIfAny(left, run, run.offset(), from);
    encoder.unread(run.clip(from, to));
    left.add(new Extent.Zero(from, to - from));
    addIfAny(left, run, to, run.end());
  }

  private static void addIfAny(
      List<Extent.Resolved> parts, Extent.Resolved run, long from, long to) {
    if (from < to) {
      parts.add(run.clip(from, to));
    }
  }

  /** The same range as the base has it. */
  Optional<Batch> ofBase() {
    return base.map(theirs -> new Batch(offset, length, theirs, Optional.empty()));
  }
}
