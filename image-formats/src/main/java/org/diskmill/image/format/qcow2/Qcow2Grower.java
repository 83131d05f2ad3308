// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.grow.DiskGrower;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;

/**
 * Makes a qcow2 disk larger by one write into the header's first sector: its size, and as many L1
 * entries as there is room for in the clusters that the L1 table has already. With clusters of 64
 * KiB that is room for 4 TiB.
 */
final class Qcow2Grower implements DiskGrower {
  private static final int SECTOR = 512;

  /** From the size to the number of L1 entries: [QCOW2 "Header"]. */
  private static final int CHANGED_AT = 24;

  private static final int CHANGED_BYTES = 16;

  @Override
  public String format() {
    return "qcow2";
  }

  @Override
  public void grow(Source source, FileChannel file, long bytes, Limits limits) throws IOException {
    Qcow2Header header = Qcow2Header.read(source, limits);
    requireSimple(source, header, limits);
    requireWhole(source, "would hold", bytes, SECTOR);
    // What lies behind the end in the last cluster need not be zeros.
    requireWhole(source, "holds", header.size(), header.clusterBytes());
    long mapped = (long) header.l2Entries() << header.clusterBits();
    long needed = bytes / mapped + (bytes % mapped == 0 ? 0 : 1);
    long entries = Math.max(needed, Integer.toUnsignedLong(header.l1Entries()));
    requireRoom(source, header, entries);
    requireNothingBehind(source, header, mapped, entries);
    ByteBuffer changed = ByteBuffer.allocate(CHANGED_BYTES)
        .putLong(bytes)
        .putInt(header.cryptMethod())
        .putInt((int) entries);
    file.write(changed.flip(), CHANGED_AT);
  }

  private static void requireSimple(Source source, Qcow2Header header, Limits limits)
      throws IOException {
    if ((header.incompatible() & (Bits.DIRTY | Bits.CORRUPT)) != 0) {
      throw newFile(source, "was not closed properly or is corrupt, so repair it");
    }
    if (header.externalData()) {
      throw newFile(source, "keeps its data in another file");
    }
    if (header.backingAt() != 0) {
      throw newFile(source, "has a backing file, whose data could show behind the old end");
    }
    if (HeaderExtensions.read(source, header).bitmaps().isPresent() || header.autoclear() != 0) {
      throw newFile(source, "has bitmaps, or something else that must change with the disk");
    }
    for (SnapshotTable.Entry snapshot :
        SnapshotTable.read(source, header, limits).entries()) {
      if (!snapshot.sized()) {
        throw newFile(source, "has a snapshot that does not say how large its disk was");
      }
    }
  }

  private static void requireWhole(Source source, String what, long bytes, int unit)
      throws UnsupportedImageException {
    if (bytes % unit != 0) {
      throw newFile(source, what + " a disk of " + bytes + " bytes, no multiple of " + unit);
    }
  }

  private static void requireRoom(Source source, Qcow2Header header, long entries)
      throws IOException {
    long cluster = header.clusterBytes();
    long room = (header.l1Bytes() + cluster - 1) / cluster * cluster;
    long wanted = entries * Long.BYTES;
    boolean there = header.l1At() <= source.size() - wanted;
    if (wanted > room || wanted > Qcow2Header.MAX_L1_BYTES || !there) {
      throw newFile(
          source,
          "has an L1 table with room for " + room / Long.BYTES + " entries, and " + entries
              + " are needed");
    }
  }

  /** Tables may map more than the disk: saved machine states, or what a smaller disk left behind. */
  private static void requireNothingBehind(
      Source source, Qcow2Header header, long mapped, long entries) throws IOException {
    long whole = header.size() / mapped;
    long within = header.size() % mapped;
    long from = header.l1At() + (within == 0 ? whole : whole + 1) * Long.BYTES;
    requireZeros(source, from, header.l1At() + entries * Long.BYTES);
    if (within != 0) {
      ByteBuffer entry = ByteBuffer.allocate(Long.BYTES);
      source.readFully(header.l1At() + whole * Long.BYTES, entry);
      long table = entry.getLong(0) & Bits.OFFSET;
      long end = Math.min(table + header.clusterBytes(), source.size());
      long first = table + (within >>> header.clusterBits()) * header.l2EntryBytes();
      if (table != 0) {
        requireZeros(source, first, end);
      }
    }
  }

  private static void requireZeros(Source source, long from, long end) throws IOException {
    ByteBuffer behind = ByteBuffer.allocate((int) Math.max(0, end - from));
    source.readFully(from, behind);
    if (!Zeros.only(behind.flip())) {
      throw newFile(source, "has tables with entries behind its end");
    }
  }

  private static UnsupportedImageException newFile(Source source, String why) {
    return new UnsupportedImageException(
        source + ": cannot be made larger where it lies: it " + why + "; write a new file instead");
  }
}
