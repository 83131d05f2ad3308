// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;

/** Stores clusters as they are and leaves out those that are zeros. */
final class PlainClusters implements UnitEncoder {
  private final long mappedByTable;

  /**
   * An encoder.
   *
   * @param mappedByTable how much of the disk one L2 table maps, in bytes
   */
  PlainClusters(long mappedByTable) {
    this.mappedByTable = mappedByTable;
  }

  @Override
  public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    return unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.asItIsPadded(unit);
  }

  /** Tables lie between the clusters that they map. */
  @Override
  public boolean joins(long first, long next) {
    return first / mappedByTable == next / mappedByTable;
  }
}
