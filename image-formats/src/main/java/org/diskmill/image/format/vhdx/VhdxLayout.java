// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Beginning;
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
  public void head(Beginning out) throws IOException {
    out.telling(HeadBytes.BYTES, content -> HeadBytes.of(places, identity(content)));
    out.zerosTo(places.metadataAt());
    out.telling(metadata(Identity.NONE).remaining(), content -> metadata(identity(content)));
    out.zerosTo(places.tableAt());
    table(out);
    out.zerosTo(places.blocksAt());
  }

  private ByteBuffer metadata(Identity identity) {
    return new MetadataBytes(kind, diskBytes, blockBytes, identity, Optional.empty()).all();
  }

  private Identity identity(long content) {
    String map = diskBytes + " " + blockBytes + " " + allocation.fingerprint();
    return Identity.of(kind, map + " " + content);
  }

  private void table(Beginning out) throws IOException {
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

  private static void put(Beginning out, ByteBuffer entries, long entry) throws IOException {
    if (!entries.hasRemaining()) {
      out.write(entries.flip());
      entries.clear();
    }
    entries.putLong(entry);
  }

  @Override
  public void tail(Sink out, long content) {}

  @Override
  public Told told() {
    return Told.AT_THE_BEGINNING;
  }
}
