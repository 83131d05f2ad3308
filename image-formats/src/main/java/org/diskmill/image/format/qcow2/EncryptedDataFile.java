// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.PositionedSink;

/**
 * Clusters in an external data file, as {@link DataFileClusters} has them, but encrypted. The volume's
 * header lies in the qcow2 file.
 */
final class EncryptedDataFile implements ClusterStore {
  private final HostFile main;
  private final PositionedSink data;
  private final long start;
  private final ClusterEncryption encryption;
  private final long end;

  EncryptedDataFile(HostFile main, PositionedSink data, ClusterEncryption encryption, long end) {
    this.main = main;
    this.data = data;
    this.start = data.position();
    this.encryption = encryption;
    this.end = end;
  }

  @Override
  public void begin(ExtentCursor everything) throws IOException {
    main.write(encryption.header());
    main.align();
  }

  @Override
  public UnitEncoder encoder() {
    return this::place;
  }

  private EncodedUnit place(Unit unit, ByteBuffer space) throws IOException {
    if (unit.zero()) {
      return EncodedUnit.zero(unit);
    }
    write(unit.offset(), encryption.encrypt(unit.plain(), unit.offset(), space));
    return EncodedUnit.placed(unit);
  }

  @Override
  public long store(EncodedUnit unit) {
    return unit.offset();
  }

  /** Bytes of zeros would be noise when they are decrypted. */
  @Override
  public long storeZeros(long offset, boolean written) throws IOException {
    write(offset, encryption.zeros(offset));
    return offset;
  }

  /** A last cluster that the disk does not fill ends with the disk's last sector. */
  private void write(long offset, ByteBuffer cluster) throws IOException {
    int bytes = (int) Math.min(cluster.remaining(), end - offset);
    data.write(start + offset, cluster.slice(cluster.position(), bytes));
  }

  @Override
  public void finish() throws IOException {
    data.skip(end);
  }
}
