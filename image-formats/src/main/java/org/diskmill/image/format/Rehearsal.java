// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;

/** Goes through a disk to sum it up, and writes nothing. */
final class Rehearsal implements ImageWriter {
  private final ContentSum content;

  Rehearsal(ContentSum content) {
    this.content = content;
  }

  @Override
  public UnitEncoder encoder() {
    return new SummingEncoder(
        (unit, space) -> unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.asItIs(unit), content);
  }

  @Override
  public void put(EncodedUnit unit) {
    // The encoder has seen it.
  }

  @Override
  public void finish() {}

  @Override
  public void close() {}
}
