// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/** What a qcow2 header must fulfil before anything else is read: [QCOW2 "Header"]. */
final class HeaderChecks {
  private static final int MIN_CLUSTER_BITS = 9;

  /** QEMU's bound too: 2 MiB. */
  private static final int MAX_CLUSTER_BITS = 21;

  private static final int MIN_EXTENDED_CLUSTER_BITS = 14;
  private static final int MAX_REFCOUNT_ORDER = 6;
  private static final int MAX_BACKING_NAME = 1023;

  /** QEMU's bound: 8 MiB. */
  private static final long MAX_REFCOUNT_TABLE_BYTES = 8 << 20;

  private final Source source;
  private final ByteBuffer b;

  HeaderChecks(Source source, ByteBuffer b) {
    this.source = source;
    this.b = b;
  }

  int clusterBits() throws CorruptImageException {
    int bits = b.getInt(20);
    if (bits < MIN_CLUSTER_BITS || bits > MAX_CLUSTER_BITS) {
      throw corrupt("cluster_bits", Integer.toUnsignedString(bits), 20, "9 to 21");
    }
    return bits;
  }

  void check(Qcow2Header h) throws ImageException {
    features(h);
    if (h.refcountOrder() < 0 || h.refcountOrder() > MAX_REFCOUNT_ORDER) {
      throw corrupt("refcount_order", Integer.toUnsignedString(h.refcountOrder()), 96, "0 to 6");
    }
    if (h.version() == 3) {
      length(h);
    }
    if (h.cryptMethod() < 0 || h.cryptMethod() > 2) {
      throw corrupt(
          "crypt_method", Integer.toUnsignedString(h.cryptMethod()), 32, "0 (none), 1 or 2");
    }
    l1(h);
    refcountTable(h);
    backing(h);
    if (h.snapshotCount() > 0) {
      place("snapshots_offset", h.snapshotsAt(), 64, h, 1);
    } else if (h.snapshotsAt() < 0 || h.snapshotsAt() % h.clusterBytes() != 0) {
      throw corrupt(
          "snapshots_offset",
          Long.toUnsignedString(h.snapshotsAt()),
          64,
          "a multiple of the cluster size " + h.clusterBytes());
    }
  }

  private void features(Qcow2Header h) throws ImageException {
    long unknown = h.incompatible() & ~Bits.KNOWN_INCOMPATIBLE;
    if (unknown != 0) {
      throw new UnsupportedImageException(source
          + ": incompatible features at 72 hold unknown bits "
          + Long.toHexString(unknown)
          + ", expected none but "
          + Long.toHexString(Bits.KNOWN_INCOMPATIBLE));
    }
    if ((h.autoclear() & Bits.RAW_EXTERNAL_DATA) != 0 && !h.externalData()) {
      throw corrupt(
          "autoclear features", Long.toHexString(h.autoclear()), 88, "bit 1 only with a data file");
    }
    if (h.extendedL2() && h.clusterBits() < MIN_EXTENDED_CLUSTER_BITS) {
      throw corrupt(
          "cluster_bits", Integer.toString(h.clusterBits()), 20, "14 or more with extended L2");
    }
  }

  /** The specification wants a multiple of 8. Any other leaves no doubt either, and QEMU reads it. */
  private void length(Qcow2Header h) throws ImageException {
    int length = h.length();
    if (length < Qcow2Header.V3_LENGTH || length > h.clusterBytes()) {
      throw corrupt(
          "header_length",
          Integer.toUnsignedString(length),
          100,
          "104 to the cluster size " + h.clusterBytes());
    }
    boolean typed = (h.incompatible() & Bits.COMPRESSION_TYPE) != 0;
    if (typed && (length <= Qcow2Header.V3_LENGTH || b.get(104) == 0)) {
      throw corrupt("compression type", "zlib or absent", 104, "another, as bit 3 at 72 says");
    }
    if (!typed && length > Qcow2Header.V3_LENGTH && b.get(104) != 0) {
      throw corrupt(
          "compression type",
          Integer.toString(Byte.toUnsignedInt(b.get(104))),
          104,
          "0, as bit 3 at 72 is not set");
    }
  }

  private void l1(Qcow2Header h) throws ImageException {
    if (h.l1Bytes() > Qcow2Header.MAX_L1_BYTES) {
      throw corrupt(
          "l1_size", Integer.toUnsignedString(h.l1Entries()), 36, "at most 32 MiB of entries");
    }
    long mapped = (long) h.l2Entries() << h.clusterBits();
    long needed = h.size() / mapped + (h.size() % mapped == 0 ? 0 : 1);
    if (h.l1Entries() < needed) {
      throw corrupt(
          "l1_size",
          Integer.toUnsignedString(h.l1Entries()),
          36,
          "at least " + needed + " for a disk of " + h.size() + " bytes");
    }
    if (h.l1Entries() > 0) {
      place("l1_table_offset", h.l1At(), 40, h, h.l1Bytes());
    }
  }

  private void refcountTable(Qcow2Header h) throws ImageException {
    long bytes = Integer.toUnsignedLong(h.refcountTableClusters()) << h.clusterBits();
    if (bytes > MAX_REFCOUNT_TABLE_BYTES) {
      throw corrupt(
          "refcount_table_clusters",
          Integer.toUnsignedString(h.refcountTableClusters()),
          56,
          "at most 8 MiB of table");
    }
    if (bytes == 0) {
      throw corrupt("refcount_table_clusters", "0", 56, "a table of one cluster or more");
    }
    // Readers do not use it: a place past the end of the file is a matter for the check.
    if (h.refcountTableAt() < 0 || h.refcountTableAt() % h.clusterBytes() != 0) {
      throw corrupt(
          "refcount_table_offset",
          Long.toUnsignedString(h.refcountTableAt()),
          48,
          "a multiple of the cluster size " + h.clusterBytes());
    }
  }

  private void backing(Qcow2Header h) throws ImageException {
    if (h.backingAt() == 0) {
      return;
    }
    if (h.backingLength() < 0
        || h.backingLength() > Math.min(MAX_BACKING_NAME, h.clusterBytes() - V2_END)) {
      throw corrupt(
          "backing_file_size",
          Integer.toUnsignedString(h.backingLength()),
          16,
          "at most 1023, and inside the first cluster");
    }
    if (h.backingAt() < 0 || h.backingAt() > h.clusterBytes() - (long) h.backingLength()) {
      throw corrupt(
          "backing_file_offset",
          Long.toUnsignedString(h.backingAt()),
          8,
          "a place inside the first cluster of " + h.clusterBytes() + " bytes");
    }
  }

  private static final int V2_END = Qcow2Header.V2_LENGTH;

  private void place(String what, long at, int field, Qcow2Header h, long bytes)
      throws CorruptImageException {
    if (at <= 0 || at % h.clusterBytes() != 0 || at > source.size() || bytes > source.size() - at) {
      throw corrupt(
          what,
          Long.toUnsignedString(at),
          field,
          "a multiple of the cluster size "
              + h.clusterBytes()
              + " with "
              + bytes
              + " bytes before the end of the file at "
              + source.size());
    }
  }

  private CorruptImageException corrupt(String what, String found, int at, String expected) {
    return new CorruptImageException(
        source + ": " + what + " at " + at + " is " + found + ", expected " + expected);
  }
}
