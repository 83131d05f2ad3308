// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Beginning;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.io.Sink;

/**
 * Footer, header, table, blocks in guest order, footer.
 *
 * <p>A block's data lie at a multiple of 4096 bytes, with the bitmap in the last sector before it, as
 * Windows lays out disks since 2012: so file systems need not read before they write, and stretches
 * of zeros become holes. It costs 3584 bytes a block.
 */
final class DynamicLayout implements BlockLayout {
  /** The only size that Microsoft's own software takes. */
  static final int BLOCK = 2 << 20;

  static final int BITMAP = BLOCK / VhdGeometry.SECTOR / Byte.SIZE;
  static final int PAGE = 4096;
  private static final int TABLE = VhdFooter.BYTES + DynamicHeader.BYTES;
  private static final ByteBuffer ALL_SECTORS = allSectors();

  private final Allocation allocation;
  private final LastFooter footer;
  private final ByteBuffer header;

  DynamicLayout(Allocation allocation, LastFooter footer) {
    this.allocation = allocation;
    this.footer = footer;
    this.header = HeaderBytes.of(allocation.blocks(), BLOCK, TABLE);
  }

  private static ByteBuffer allSectors() {
    byte[] set = new byte[BITMAP];
    Arrays.fill(set, (byte) 0xff);
    return ByteBuffer.wrap(set).asReadOnlyBuffer();
  }

  static long blocks(long diskBytes) {
    return (diskBytes + BLOCK - 1) / BLOCK;
  }

  @Override
  public int blockBytes() {
    return BLOCK;
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
    long first = (tableEnd() + BITMAP + PAGE - 1) / PAGE * PAGE;
    return first + rank * (BLOCK + PAGE);
  }

  private long tableEnd() {
    return TABLE + allocation.blocks() * Integer.BYTES;
  }

  @Override
  public long endOfData() {
    long count = allocation.count();
    long empty = (tableEnd() + VhdGeometry.SECTOR - 1) / VhdGeometry.SECTOR * VhdGeometry.SECTOR;
    return count == 0 ? empty : place(count - 1) + BLOCK;
  }

  @Override
  public void head(Beginning out) throws IOException {
    out.telling(VhdFooter.BYTES, footer::of);
    out.write(header.duplicate());
    ByteBuffer entries = ByteBuffer.allocate(64 << 10);
    long rank = 0;
    for (long block = 0; block < allocation.blocks(); block++) {
      if (!entries.hasRemaining()) {
        out.write(entries.flip());
        entries.clear();
      }
      if (allocation.has(block)) {
        entries.putInt((int) ((place(rank++) - BITMAP) / VhdGeometry.SECTOR));
      } else {
        entries.putInt((int) BlockTable.UNUSED);
      }
    }
    // The specification pads the table to a sector; software that reads the padding finds no block.
    while (entries.position() % VhdGeometry.SECTOR != 0) {
      entries.putInt((int) BlockTable.UNUSED);
    }
    out.write(entries.flip());
  }

  @Override
  public int frontBytes() {
    return BITMAP;
  }

  @Override
  public void front(Sink out, long block) throws IOException {
    out.write(ALL_SECTORS.duplicate());
  }

  @Override
  public void tail(Sink out, long content) throws IOException {
    out.write(footer.of(content));
  }

  @Override
  public Told told() {
    return footer.tells() ? Told.AT_THE_BEGINNING : Told.NOWHERE;
  }
}
