// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.ReservingSink;

/**
 * Lays out a qcow2 file: the header's cluster is left open, clusters follow in guest order, each L2
 * table after the clusters it maps, then the L1 table, the refcount table and its blocks.
 *
 * <p>So nothing need be known beforehand, and no more than one L2 table is held. Compressed clusters
 * share host clusters: see {@link PackedSpace}.
 */
final class Qcow2Writer implements ImageWriter {
  private final Qcow2Options kind;
  private final long size;
  private final HostFile file;
  private final ClusterStore clusters;
  private final ReservingSink.Reservation header;
  private final L2Builder l2;
  private final ByteBuffer l1;
  private final SharedClusters shared;
  private final PackedSpace packed;
  private long next;
  private List<DirtyBitmap> bitmaps = List.of();

  Qcow2Writer(
      Qcow2Options kind,
      long size,
      HostFile file,
      ClusterStore clusters,
      SharedClusters shared,
      PackedSpace packed)
      throws IOException {
    this.kind = kind;
    this.size = size;
    this.file = file;
    this.clusters = clusters;
    this.shared = shared;
    this.packed = packed;
    this.l2 = new L2Builder(kind);
    this.l1 = ByteBuffer.allocate((int) L1Size.bytes(kind, size));
    this.header = file.reserveCluster();
  }

  @Override
  public UnitEncoder encoder() {
    return clusters.encoder();
  }

  @Override
  public void begin(ExtentCursor everything) throws IOException {
    clusters.begin(everything);
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    preallocate(unit.offset());
    next = unit.offset() + kind.clusterBytes();
    closeTable(unit.offset());
    switch (unit.form()) {
      case PACKED -> putPacked(unit);
      case ZERO -> putZero(unit.offset());
      default -> putPlain(unit);
    }
  }

  /** One cluster, or several that one table maps. */
  private void putPlain(EncodedUnit unit) throws IOException {
    int bytes = Math.max(kind.clusterBytes(), unit.bytes().remaining());
    long at = clusters.store(unit);
    for (int done = 0; done < bytes; done += kind.clusterBytes()) {
      l2.plain(unit.offset() + done, at + done);
    }
    next = unit.offset() + bytes;
  }

  /** Zeros are put where leaving them out would show the backing file's bytes, or once places are given. */
  private void putZero(long offset) throws IOException {
    if (kind.preallocation().mapsEverything()) {
      l2.plain(offset, clusters.storeZeros(offset, written()));
    } else if (kind.version() == 3) {
      l2.zero(offset);
    } else {
      l2.plain(offset, clusters.storeZeros(offset, false));
    }
  }

  private void putPacked(EncodedUnit unit) throws IOException {
    int bytes = unit.bytes().remaining();
    l2.packed(unit.offset(), packed.put(unit.bytes()), bytes);
  }

  /** Gives every cluster up to {@code offset} a place, if that is wanted. */
  private void preallocate(long offset) throws IOException {
    if (!kind.preallocation().mapsEverything()) {
      return;
    }
    for (; next < offset; next += kind.clusterBytes()) {
      closeTable(next);
      l2.plain(next, clusters.storeZeros(next, written()));
    }
  }

  private boolean written() {
    return kind.preallocation() == Preallocation.FULL;
  }

  @Override
  public void carry(List<DirtyBitmap> carried) {
    bitmaps = carried;
  }

  @Override
  public void finish() throws IOException {
    preallocate(size);
    if (l2.isOpen()) {
      writeL2();
    }
    clusters.finish();
    packed.close();
    file.align();
    Optional<HeaderExtensions.Bitmaps> directory = Optional.empty();
    if (!bitmaps.isEmpty()) {
      directory = Optional.of(new BitmapWriter(kind, size, file).write(bitmaps));
    }
    long l1At = file.at();
    file.write(l1.clear());
    file.align();
    RefcountLayout refcounts = RefcountLayout.after(file.cluster(), kind);
    new RefcountWriter(kind, shared).write(refcounts, file.sink());
    header.fill(HeaderBytes.of(kind, size, l1At, refcounts, directory));
  }

  /** Writes the open table, unless it maps this guest offset too. */
  private void closeTable(long offset) throws IOException {
    if (l2.isPast(offset)) {
      writeL2();
    }
  }

  private void writeL2() throws IOException {
    packed.align();
    l1.putLong(l2.index() * Long.BYTES, file.at() | Bits.COPIED);
    file.write(l2.take());
  }

  @Override
  public void close() {}
}
