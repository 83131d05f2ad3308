// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Beginning;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.io.Sink;

/**
 * A sparse extent whose grains are known beforehand, so that its tables come first.
 *
 * @param from the guest offset at which it begins
 * @param descriptor what is embedded; empty where it is a file of its own
 */
record SparseBlocks(
    SparseLayout places,
    long from,
    boolean zeroGrains,
    Optional<DescriptorBytes> descriptor,
    Allocation allocation)
    implements BlockLayout {
  private static final int PIECE = 64 << 10;

  @Override
  public int blockBytes() {
    return Grains.BYTES;
  }

  @Override
  public long placeOf(long block) {
    return places.fileBytes(allocation.rank(block));
  }

  @Override
  public long endOfData() {
    return places.fileBytes(allocation.count());
  }

  @Override
  public void head(Beginning out) throws IOException {
    out.write(SparseHeaderBytes.plain(places, zeroGrains));
    if (descriptor.isPresent()) {
      DescriptorBytes text = descriptor.get();
      out.telling(DescriptorBytes.BYTES, content -> text.embedded(ContentId.of(content)));
    }
    directory(places.redundantAt(), out);
    directory(places.directoryAt(), out);
    zerosTo(places.grainsAt(), out);
  }

  private void directory(long at, Beginning out) throws IOException {
    zerosTo(at, out);
    ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < places.tables(); i++) {
      piece.putInt((int) places.tableAt(at, i));
      turn(piece, out);
    }
    out.write(piece.flip());
    piece.clear();
    zerosTo(places.tableAt(at, 0), out);
    tables(piece, places.tableAt(at, 0), out);
  }

  /** Tables of grains that are not stored are left to the sink, which may have a hole there. */
  private void tables(ByteBuffer piece, long at, Beginning out) throws IOException {
    long grain = allocation.next(0);
    long next = places.grainsAt();
    while (grain < allocation.blocks()) {
      long table = grain / Grains.PER_TABLE;
      zerosTo(at + table * (Grains.TABLE_BYTES / Grains.SECTOR), out);
      for (int i = 0; i < Grains.PER_TABLE; i++) {
        long index = table * Grains.PER_TABLE + i;
        boolean stored = index < allocation.blocks() && allocation.has(index);
        piece.putInt(stored ? (int) next : 0);
        next += stored ? Grains.SECTORS : 0;
      }
      out.write(piece.flip());
      piece.clear();
      grain = allocation.next(Math.min(allocation.blocks(), (table + 1) * Grains.PER_TABLE));
    }
  }

  private static void turn(ByteBuffer piece, Beginning out) throws IOException {
    if (!piece.hasRemaining()) {
      out.write(piece.flip());
      piece.clear();
    }
  }

  private static void zerosTo(long sector, Beginning out) throws IOException {
    out.zerosTo(sector * Grains.SECTOR);
  }

  @Override
  public void tail(Sink out, long content) {
    // Grains are the last thing in the file.
  }

  @Override
  public Told told() {
    return descriptor.isPresent() ? Told.AT_THE_BEGINNING : Told.NOWHERE;
  }
}
