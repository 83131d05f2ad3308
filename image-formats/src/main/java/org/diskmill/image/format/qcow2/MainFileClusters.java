// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.UnitEncoder;

/** Clusters in the qcow2 file itself, one after the other as they come. */
final class MainFileClusters implements ClusterStore {
  private final Qcow2Options kind;
  private final HostFile file;
  private final PackedSpace packed;

  MainFileClusters(Qcow2Options kind, HostFile file, PackedSpace packed) {
    this.kind = kind;
    this.file = file;
    this.packed = packed;
  }

  @Override
  public UnitEncoder encoder() {
    return kind.compressed()
        ? new ClusterPacking(kind.packing())
        : new PlainClusters(kind.mappedByTable());
  }

  @Override
  public long store(EncodedUnit unit) throws IOException {
    packed.align();
    long at = file.at();
    file.write(unit.bytes());
    return at;
  }

  @Override
  public long storeZeros(long offset, boolean written) throws IOException {
    packed.align();
    long at = file.at();
    if (written) {
      file.zeroCluster();
    } else {
      file.skipCluster();
    }
    return at;
  }

  @Override
  public void finish() {
    // The writer completes the file.
  }
}
