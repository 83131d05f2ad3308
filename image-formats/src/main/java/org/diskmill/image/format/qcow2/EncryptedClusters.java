// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;

/** Clusters in the qcow2 file itself, encrypted by the workers for the place that each will have. */
final class EncryptedClusters implements ClusterStore {
  private final HostFile file;
  private final Placement placement;
  private final ClusterEncryption encryption;
  private final SharedClusters shared;

  EncryptedClusters(
      HostFile file, Placement placement, ClusterEncryption encryption, SharedClusters shared) {
    this.file = file;
    this.placement = placement;
    this.encryption = encryption;
    this.shared = shared;
  }

  /** The header of the volume is the first thing after that of the file. */
  @Override
  public void begin(ExtentCursor everything) throws IOException {
    file.write(encryption.header());
    file.align();
    placement.hear(everything, file.cluster());
  }

  @Override
  public UnitEncoder encoder() {
    return this::encode;
  }

  private EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    return unit.zero()
        ? EncodedUnit.zero(unit)
        : EncodedUnit.plain(
            unit, encryption.encrypt(unit.plain(), placement.of(unit.offset()), space));
  }

  @Override
  public long store(EncodedUnit unit) throws IOException {
    return store(placement.of(unit.offset()), unit.bytes());
  }

  /** Bytes of zeros would be noise when they are decrypted. */
  @Override
  public long storeZeros(long offset, boolean written) throws IOException {
    long at = placement.of(offset);
    return store(at, encryption.zeros(at));
  }

  private long store(long at, ByteBuffer bytes) throws IOException {
    file.align();
    while (file.at() < at) {
      shared.free(file.cluster());
      file.skipCluster();
    }
    if (file.at() != at) {
      throw new IllegalStateException("cluster for " + at + " would be at " + file.at());
    }
    file.write(bytes);
    return at;
  }

  @Override
  public void finish() {
    // The writer completes the file.
  }
}
