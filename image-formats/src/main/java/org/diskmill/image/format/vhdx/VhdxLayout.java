// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.io.Sink;

/** Headers, log, metadata and table, each at a whole MiB, and blocks in guest order. */
final class VhdxLayout implements BlockLayout {
  private final VhdxOptions kind;
  private final long diskBytes;
  private final int blockBytes;
  private final Allocation allocation;
  private final Bat bat;
  private final VhdxPlaces places;

  VhdxLayout(VhdxOptions kind, long diskBytes, int blockBytes, Allocation allocation) {
    this.kind = kind;
    this.diskBytes = diskBytes;
    this.blockBytes = blockBytes;
    this.allocation = allocation;
    this.bat = Bat.of(diskBytes, blockBytes, VhdxOptions.SECTOR, false);
    this.places = VhdxPlaces.of(kind, bat);
  }

  @Override
  public int blockBytes() {
    return blockBytes;
  }

  @Override
  public Allocation allocation() {
    return allocation;
  }

  @Override
  public long placeOf(long block) {
    return place(allocation.rank(block));
  }

  private long place(long rank) {
    return places.blocksAt() + rank * blockBytes;
  }

  @Override
  public long endOfData() {
    return place(allocation.count());
  }

  @Override
  public void head(Sink out) throws IOException {
    long start = out.position();
    Identity identity =
        Identity.of(kind, diskBytes + " " + blockBytes + " " + allocation.fingerprint());
    out.write(HeadBytes.of(places, identity));
    out.zeros(start + places.metadataAt() - out.position());
    out.write(new MetadataBytes(kind, diskBytes, blockBytes, identity, Optional.empty()).all());
    out.zeros(start + places.tableAt() - out.position());
    table(out);
    out.zeros(start + places.blocksAt() - out.position());
  }

  private void table(Sink out) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(64 << 10).order(ByteOrder.LITTLE_ENDIAN);
    long rank = 0;
    for (long block = 0; block < bat.blocks(); block++) {
      boolean stored = allocation.has(block);
      put(out, entries, stored ? Bat.entry(place(rank++), Bat.PRESENT) : absent());
      if (block % bat.chunk() == bat.chunk() - 1 && block < bat.blocks() - 1) {
        // The place of the chunk's bitmap, of which a disk without a parent has no need.
        put(out, entries, Bat.NOT_PRESENT);
      }
    }
    out.write(entries.flip());
  }

  private int absent() {
    return kind.zeroState() ? Bat.ZERO : Bat.NOT_PRESENT;
  }

  private static void put(Sink out, ByteBuffer entries, long entry) throws IOException {
    if (!entries.hasRemaining()) {
      out.write(entries.flip());
      entries.clear();
    }
    entries.putLong(entry);
  }

  @Override
  public void tail(Sink out) {}
}
