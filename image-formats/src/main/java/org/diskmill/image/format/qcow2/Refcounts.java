// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;

/** The refcounts as the file has them: [QCOW2 "Host cluster management"]. */
final class Refcounts {
  private final Source source;
  private final Qcow2Header header;
  private final Findings findings;
  private final LongBuffer table;
  private final ByteBuffer block;
  private long blockAt = -1;

  Refcounts(Source source, Qcow2Header header, Limits limits, Findings findings)
      throws IOException {
    this.source = source;
    this.header = header;
    this.findings = findings;
    this.block = ByteBuffer.allocate(header.clusterBytes());
    long bytes = Integer.toUnsignedLong(header.refcountTableClusters()) << header.clusterBits();
    limits.metadata(source, "refcount table at " + header.refcountTableAt(), bytes);
    long there = Math.max(0, Math.min(bytes, source.size() - header.refcountTableAt()));
    if (there < bytes) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          header.refcountTableAt(),
          "refcount table at " + header.refcountTableAt() + " ends past the end of the file");
    }
    ByteBuffer read = ByteBuffer.allocate((int) there / Long.BYTES * Long.BYTES);
    if (read.hasRemaining()) {
      source.readFully(header.refcountTableAt(), read);
    }
    this.table = read.flip().asLongBuffer();
  }

  /** Counts the table and its blocks themselves. */
  void addOwn(HostReferences references) throws IOException {
    references.add(
        header.refcountTableAt(),
        Integer.toUnsignedLong(header.refcountTableClusters()) << header.clusterBits());
    for (int i = 0; i < table.limit(); i++) {
      long at = table.get(i) & Bits.REFCOUNT_BLOCK;
      if (at != table.get(i)) {
        findings.add(
            Kind.VALUE,
            Severity.CORRUPTION,
            header.refcountTableAt() + (long) i * Long.BYTES,
            "refcount table entry " + i + " has reserved bits set");
      }
      if (at == 0) {
        continue;
      }
      if (at % header.clusterBytes() != 0 || !references.has(at, header.clusterBytes())) {
        findings.add(
            Kind.DANGLING,
            Severity.CORRUPTION,
            header.refcountTableAt() + (long) i * Long.BYTES,
            "refcount table entry " + i + " points to " + Long.toUnsignedString(at)
                + ", expected a cluster of the file");
      } else {
        references.add(at, header.clusterBytes());
      }
    }
  }

  /** The refcount of one cluster; 0 where the file has none. */
  long of(long cluster) throws IOException {
    long perBlock = (long) header.clusterBytes() * 8 >> header.refcountOrder();
    long index = cluster / perBlock;
    if (index >= table.limit()) {
      return 0;
    }
    long at = table.get((int) index) & Bits.REFCOUNT_BLOCK;
    if (at <= 0 || at % header.clusterBytes() != 0 || at >= source.size()) {
      return 0;
    }
    if (at != blockAt) {
      load(at);
    }
    return read((int) (cluster % perBlock));
  }

  /** A file may end inside its last cluster, as in any other that is one. */
  private void load(long at) throws IOException {
    int there = (int) Math.min(block.capacity(), source.size() - at);
    Zeros.fill(block.clear(), block.capacity());
    source.readFully(at, block.clear().limit(there));
    block.clear();
    blockAt = at;
  }

  /** Widths below a byte are packed from the least significant bit up. */
  private long read(int index) {
    return switch (header.refcountOrder()) {
      case 3 -> Byte.toUnsignedInt(block.get(index));
      case 4 -> Short.toUnsignedInt(block.getShort(index * 2));
      case 5 -> Integer.toUnsignedLong(block.getInt(index * 4));
      case 6 -> block.getLong(index * 8);
      default -> {
        int bits = 1 << header.refcountOrder();
        int perByte = 8 / bits;
        yield block.get(index / perByte) >> index % perByte * bits & (1 << bits) - 1;
      }
    };
  }
}
