// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.crypt.LuksVolume;
import org.diskmill.image.crypt.SectorCipher;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Zeros;

/** Clusters in the qcow2 file itself, encrypted by the workers for the place that each will have. */
final class EncryptedClusters implements ClusterStore {
  private final int clusterBytes;
  private final HostFile file;
  private final Placement placement;
  private final LuksVolume volume;
  private final SharedClusters shared;
  private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();

  EncryptedClusters(
      Qcow2Options kind,
      HostFile file,
      Placement placement,
      LuksVolume volume,
      SharedClusters shared) {
    this.clusterBytes = kind.clusterBytes();
    this.file = file;
    this.placement = placement;
    this.volume = volume;
    this.shared = shared;
  }

  /** The header of the volume is the first thing after that of the file. */
  @Override
  public void begin(ExtentCursor everything) throws IOException {
    file.write(volume.header());
    file.align();
    placement.hear(everything, file.cluster());
  }

  @Override
  public UnitEncoder encoder() {
    return this::encode;
  }

  private EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
    ByteBuffer plain = unit.plain();
    if (Zeros.only(plain)) {
      return EncodedUnit.zero(unit);
    }
    byte[] bytes = buffers.poll();
    if (bytes == null) {
      bytes = new byte[clusterBytes];
    }
    plain.get(plain.position(), bytes);
    SectorCipher cipher = volume.ciphers().take();
    long sector = placement.of(unit.offset()) / SectorCipher.SECTOR;
    cipher.encrypt(sector, bytes, 0, clusterBytes);
    volume.ciphers().give(cipher);
    ByteBuffer stored = space.slice(space.position(), clusterBytes).put(bytes).flip();
    space.position(space.position() + clusterBytes);
    buffers.add(bytes);
    return EncodedUnit.plain(unit, stored);
  }

  @Override
  public long store(EncodedUnit unit) throws IOException {
    file.align();
    long at = placement.of(unit.offset());
    while (file.at() < at) {
      shared.free(file.cluster());
      file.skipCluster();
    }
    if (file.at() != at) {
      throw new IllegalStateException("cluster for " + at + " would be at " + file.at());
    }
    file.write(unit.bytes());
    return at;
  }

  @Override
  public long storeZeros(long offset, boolean written) {
    throw new IllegalStateException("zeros have no place in an encrypted file");
  }

  @Override
  public void finish() {
    // The writer completes the file.
  }
}
