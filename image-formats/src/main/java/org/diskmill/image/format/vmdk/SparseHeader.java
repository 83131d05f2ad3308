// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * The header of a hosted sparse extent: [VMDK5 "Hosted Sparse Extent Header"].
 *
 * @param at where it stands: 0, or in the footer of a stream
 * @param capacity of the extent in sectors
 * @param grainSectors the size of a grain
 * @param descriptorAt sector of the embedded descriptor, 0 for none
 * @param descriptorSectors its length
 * @param tableEntries how many grains one table maps
 * @param redundantAt sector of the second grain directory
 * @param directoryAt sector of the grain directory; -1 means that the footer says
 * @param unclean whether it was not closed properly
 * @param compression the algorithm: 0 none, 1 deflate
 */
record SparseHeader(
    long at,
    int version, //             4
    int flags, //               8
    long capacity, //          12
    long grainSectors, //      20
    long descriptorAt, //      28
    long descriptorSectors, // 36
    int tableEntries, //       44
    long redundantAt, //       48
    long directoryAt, //       56
    long overhead, //          64
    boolean unclean, //        72
    int compression) { //      77, unaligned

  static final int MAGIC = 0x564d444b;
  static final int BYTES = 512;

  /** Of the grain directory's place. */
  static final long IN_FOOTER = -1;

  static final int NEWLINES = 1;
  static final int REDUNDANT = 1 << 1;
  static final int ZERO_GRAINS = 1 << 2;
  static final int COMPRESSED = 1 << 16;
  static final int MARKERS = 1 << 17;

  static SparseHeader read(Source source, long at, Limits limits) throws IOException {
    ByteBuffer b = Fields.read(source, "sparse header", at, BYTES, ByteOrder.LITTLE_ENDIAN);
    SparseHeader header = new SparseHeader(
        at,
        b.getInt(4),
        b.getInt(8),
        b.getLong(12),
        b.getLong(20),
        b.getLong(28),
        b.getLong(36),
        b.getInt(44),
        b.getLong(48),
        b.getLong(56),
        b.getLong(64),
        b.get(72) != 0,
        Short.toUnsignedInt(b.getShort(77)));
    new SparseHeaderChecks(source, at).check(header, b, limits);
    return header;
  }

  /** The extent's size in bytes. */
  long size() {
    return Sectors.bytes(capacity);
  }

  int grainBytes() {
    return (int) Sectors.bytes(grainSectors);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean compressed() {
    return compression != 0;
  }

  private long grains() {
    return Sectors.pieces(capacity, grainSectors);
  }

  /** How many tables the directory lists. */
  long tables() {
    return Sectors.pieces(grains(), tableEntries);
  }

  /**
   * By which a table that contradicts this header is told.
   *
   * @param sized whether something else says the same capacity
   */
  TableCheck tableCheck(Source source, boolean sized) {
    return new TableCheck(
        source, grainBytes(), grains(), sized, Math.max(at + BYTES, Sectors.bytes(overhead)));
  }
}
