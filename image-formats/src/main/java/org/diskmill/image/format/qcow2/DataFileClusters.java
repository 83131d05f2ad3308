// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.PositionedSink;

/**
 * Clusters in an external data file, each at its guest position, as QEMU places them too: [QCOW2
 * "External data files"]. So every worker writes what it has read.
 */
final class DataFileClusters implements ClusterStore {
  private final PositionedSink file;
  private final long start;
  private final int clusterBytes;
  private final long size;

  DataFileClusters(PositionedSink file, int clusterBytes, long size) {
    this.file = file;
    this.start = file.position();
    this.clusterBytes = clusterBytes;
    this.size = size;
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) -> place(unit);
  }

  private EncodedUnit place(Unit unit) throws IOException {
    if (unit.zero()) {
      return EncodedUnit.zero(unit);
    }
    file.write(start + unit.offset(), unit.plain().limit(unit.length()));
    return EncodedUnit.placed(unit);
  }

  @Override
  public long store(EncodedUnit unit) {
    return unit.offset();
  }

  @Override
  public long storeZeros(long offset, boolean written) throws IOException {
    if (written) {
      // A last cluster that the disk does not fill ends with the disk: so long is a raw disk's
      // file.
      file.write(start + offset, ByteBuffer.allocate((int) Math.min(clusterBytes, size - offset)));
    }
    return offset;
  }

  @Override
  public void finish() throws IOException {
    file.skip(size);
  }
}
