// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.io.Source;

/** Turns what the tables say into extents, clipped to what the file holds. */
final class Stored {
  private static final int SECTOR = 512;

  private final Source source;
  private final GuestData data;
  private final Qcow2Header header;
  private final boolean lenient;

  Stored(Source source, GuestData data, Qcow2Header header, boolean lenient) {
    this.source = source;
    this.data = data;
    this.header = header;
    this.lenient = lenient;
  }

  /** The run of {@code length} guest bytes whose first piece is {@code first}, or its part at {@code offset}. */
  Extent run(Piece first, long start, long length, long offset) throws CorruptImageException {
    return switch (first.kind()) {
      case UNALLOCATED -> new Extent.Inherited(start, length);
      case ZERO ->
        first.at() == 0
            ? new Extent.Zero(start, length)
            : new Extent.KeptZero(start, length, data.source(start, first.at()), first.at());
      case DATA -> data(first.at(), start, length, offset);
      case COMPRESSED -> throw new IllegalStateException("compressed clusters make no run");
    };
  }

  /**
   * A file may end inside its last cluster, whose rest is then zeros; writers leave it so. A cluster
   * that begins past the end was lost, and reading it as zeros would be to make data up. So was what is
   * missing of an encrypted one, whose zeros are stored too.
   */
  private Extent data(long at, long start, long length, long offset) throws CorruptImageException {
    long there = Math.max(0, data.size() - at);
    if (offset - start < there) {
      return new Extent.Data(start, Math.min(length, there), data.source(start, at), at);
    }
    long cluster = at + (offset - start) & -(long) header.clusterBytes();
    boolean past = cluster >= data.size();
    if (!lenient && (past || header.cryptMethod() != 0)) {
      throw new CorruptImageException(data
          + ": the cluster for guest offset "
          + offset
          + " is at "
          + cluster
          + (past ? ", past" : ", encrypted and cut by")
          + " the end of the file at "
          + data.size()
          + "; the file is truncated");
    }
    long from = Math.max(start, start + (cluster - at));
    long to = Math.min(start + length, start + (cluster + header.clusterBytes() - at));
    return new Extent.Zero(Math.max(from, start + there), to - Math.max(from, start + there));
  }

  /** [QCOW2 "Compressed Clusters Descriptor"]: a byte offset, and how many sectors follow its own. */
  Extent packed(Piece piece, long start) throws CorruptImageException {
    if (header.externalData()) {
      throw new CorruptImageException(source
          + ": the cluster for guest offset "
          + start
          + " is compressed, although the data are in a file of their own");
    }
    int offsetBits = 62 - (header.clusterBits() - 8);
    long at = piece.entry() & (1L << offsetBits) - 1;
    long sectors = (piece.entry() >>> offsetBits & (1L << 62 - offsetBits) - 1) + 1;
    long most = sectors * SECTOR - at % SECTOR;
    long there = Math.min(most, source.size() - at);
    if (there <= 0) {
      throw new CorruptImageException(source
          + ": the compressed cluster for guest offset "
          + start
          + " is at "
          + at
          + ", past the end of the file at "
          + source.size()
          + "; the file is truncated");
    }
    return new Extent.Packed(
        start,
        header.clusterBytes(),
        source,
        at,
        (int) there,
        header.packing(),
        header.clusterBytes(),
        0);
  }
}
