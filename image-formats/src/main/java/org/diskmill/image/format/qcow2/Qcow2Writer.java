// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.ReservingSink;

/**
 * Lays out a qcow2 file: the header's cluster is left open, clusters follow in guest order, each L2
 * table after the clusters it maps, then the L1 table, the refcount table and its blocks.
 *
 * <p>So nothing need be known beforehand, and no more than one L2 table is held. Compressed clusters
 * lie end to end and share host clusters.
 */
final class Qcow2Writer implements ImageWriter {
  private final Qcow2Options kind;
  private final long size;
  private final ReservingSink out;
  private final long start;
  private final ReservingSink.Reservation header;
  private final L2Builder l2;
  private final ByteBuffer l1;
  private final SharedClusters shared = new SharedClusters();

  Qcow2Writer(Qcow2Options kind, long size, ReservingSink out) throws IOException {
    this.kind = kind;
    this.size = size;
    this.out = out;
    this.start = out.position();
    this.l2 = new L2Builder(kind);
    this.l1 = ByteBuffer.allocate((int) L1Size.bytes(kind, size));
    this.header = out.reserve(kind.clusterBytes());
  }

  @Override
  public UnitEncoder encoder() {
    return kind.compressed() ? new ClusterPacking(kind.packing()) : new PlainClusters();
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    if (unit.form() == EncodedUnit.Form.ZERO) {
      return;
    }
    if (l2.isPast(unit.offset())) {
      writeL2();
    }
    if (unit.form() == EncodedUnit.Form.PACKED) {
      putPacked(unit);
    } else {
      align();
      l2.plain(unit.offset(), at());
      out.write(unit.bytes());
    }
  }

  private void putPacked(EncodedUnit unit) throws IOException {
    if (inCluster() != 0) {
      if (shared.hasRoom(cluster(), kind.mostReferences())) {
        shared.share(cluster());
      } else {
        align();
      }
    }
    l2.packed(unit.offset(), at(), unit.bytes().remaining());
    out.write(unit.bytes());
  }

  @Override
  public void finish() throws IOException {
    if (l2.isOpen()) {
      writeL2();
    }
    align();
    long l1At = at();
    out.write(l1.clear());
    align();
    RefcountLayout refcounts = RefcountLayout.after(cluster(), kind);
    new RefcountWriter(kind, shared).write(refcounts, out);
    header.fill(HeaderBytes.of(kind, size, l1At, refcounts));
  }

  private void writeL2() throws IOException {
    align();
    l1.putLong(l2.index() * Long.BYTES, at() | Bits.COPIED);
    out.write(l2.take());
  }

  private long at() {
    return out.position() - start;
  }

  private long cluster() {
    return at() >> kind.clusterBits();
  }

  private long inCluster() {
    return at() & kind.clusterBytes() - 1;
  }

  private void align() throws IOException {
    if (inCluster() != 0) {
      out.zeros(kind.clusterBytes() - inCluster());
    }
  }

  @Override
  public void close() {}
}
