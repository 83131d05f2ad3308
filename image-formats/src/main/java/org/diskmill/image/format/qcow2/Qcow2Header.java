// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.codec.Packing;
import org.diskmill.io.Source;

/**
 * The fixed part of a qcow2 file: [QCOW2 "Header"].
 *
 * @param backingAt where the backing file's name stands, 0 for none
 * @param size of the disk in bytes
 * @param cryptMethod 0 none, 1 AES, 2 LUKS
 * @param refcountOrder a refcount has {@code 1 << refcountOrder} bits
 * @param length of the header in bytes; extensions follow
 */
record Qcow2Header(
    int version, //                 4
    long backingAt, //              8
    int backingLength, //          16
    int clusterBits, //            20
    long size, //                  24
    int cryptMethod, //            32
    int l1Entries, //              36
    long l1At, //                  40
    long refcountTableAt, //       48
    int refcountTableClusters, //  56
    int snapshotCount, //          60
    long snapshotsAt, //           64
    long incompatible, //          72, this and what follows: version 3
    long compatible, //            80
    long autoclear, //             88
    int refcountOrder, //          96
    int length, //                100
    Packing packing) { //         104

  static final long MAGIC = 0x514649fbL;
  static final int V2_LENGTH = 72;
  static final int V3_LENGTH = 104;

  /** Enough for 2 PiB with clusters of 64 KiB; QEMU opens no larger one either. */
  static final long MAX_L1_BYTES = 32 << 20;

  static Qcow2Header read(Source source, Limits limits) throws IOException {
    ByteBuffer b = head(source);
    int version = b.getInt(4);
    boolean v3 = version == 3;
    int clusterBits = new HeaderChecks(source, b).clusterBits();
    long incompatible = v3 ? b.getLong(72) : 0;
    Qcow2Header header = new Qcow2Header(
        version,
        b.getLong(8),
        b.getInt(16),
        clusterBits,
        limits.disk(source, b.getLong(24), 24),
        b.getInt(32),
        b.getInt(36),
        b.getLong(40),
        b.getLong(48),
        b.getInt(56),
        limits.snapshots(source, Integer.toUnsignedLong(b.getInt(60))),
        b.getLong(64),
        incompatible,
        v3 ? b.getLong(80) : 0,
        v3 ? b.getLong(88) : 0,
        v3 ? b.getInt(96) : 4,
        v3 ? b.getInt(100) : V2_LENGTH,
        packing(source, b, incompatible));
    new HeaderChecks(source, b).check(header);
    limits.unit(source, "cluster size at 20", header.clusterBytes());
    return header;
  }

  private static ByteBuffer head(Source source) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(V3_LENGTH + 8);
    int there = (int) Math.min(b.capacity(), source.size());
    source.readFully(0, b.limit(there));
    b.clear();
    if (there < V2_LENGTH) {
      throw new CorruptImageException(source + ": header at 0: the file has " + there
          + " bytes, expected at least " + V2_LENGTH);
    }
    if (Integer.toUnsignedLong(b.getInt(0)) != MAGIC) {
      throw new CorruptImageException(
          source + ": magic at 0 is " + Integer.toHexString(b.getInt(0)) + ", expected 514649fb");
    }
    int version = b.getInt(4);
    if (version != 2 && version != 3) {
      throw new UnsupportedImageException(
          source + ": version at 4 is " + Integer.toUnsignedString(version) + ", expected 2 or 3");
    }
    if (version == 3 && there < V3_LENGTH) {
      throw new CorruptImageException(source + ": header at 0: the file has " + there
          + " bytes, expected at least " + V3_LENGTH);
    }
    return b;
  }

  private static Packing packing(Source source, ByteBuffer b, long incompatible)
      throws UnsupportedImageException {
    int type = (incompatible & Bits.COMPRESSION_TYPE) == 0 ? 0 : Byte.toUnsignedInt(b.get(104));
    if (type > 1) {
      throw new UnsupportedImageException(
          source + ": compression type at 104 is " + type + ", expected 0 (zlib) or 1 (zstd)");
    }
    return type == 1 ? Packing.ZSTD : Packing.DEFLATE;
  }

  int clusterBytes() {
    return 1 << clusterBits;
  }

  long l1Bytes() {
    return Integer.toUnsignedLong(l1Entries) * Long.BYTES;
  }

  /** The size of an L2 entry in bytes. */
  int l2EntryBytes() {
    return extendedL2() ? 16 : 8;
  }

  /** How many clusters one L2 table maps. */
  int l2Entries() {
    return clusterBytes() / l2EntryBytes();
  }

  boolean dirty() {
    return (incompatible & Bits.DIRTY) != 0;
  }

  boolean corrupt() {
    return (incompatible & Bits.CORRUPT) != 0;
  }

  boolean externalData() {
    return (incompatible & Bits.EXTERNAL_DATA) != 0;
  }

  boolean extendedL2() {
    return (incompatible & Bits.EXTENDED_L2) != 0;
  }
}
