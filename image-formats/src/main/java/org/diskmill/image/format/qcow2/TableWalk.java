// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/**
 * Follows L1 tables to everything they refer to. Snapshots share tables: each is read once, and what is in
 * it counts as often as it is referred to.
 */
final class TableWalk {
  private static final int PIECE = 64 << 10;

  private final Source source;
  private final Qcow2Header header;
  private final HostReferences references;
  private final HostReferences tables;
  private final Findings findings;
  private final ByteBuffer table;
  private ClusterTally tally;
  private int times;

  /** A walk that adds to {@code references}. */
  TableWalk(
      Source source,
      Qcow2Header header,
      Limits limits,
      HostReferences references,
      Findings findings)
      throws IOException {
    this.source = source;
    this.header = header;
    this.references = references;
    this.tables = new HostReferences(source, header, limits);
    this.findings = findings;
    this.table = ByteBuffer.allocate(header.clusterBytes());
    this.tally = new ClusterTally(header.clusterBytes());
  }

  /**
   * Counts what all tables refer to.
   *
   * @param l1s where L1 tables lie, inside the file
   * @param current the one of the current state, whose clusters are tallied
   */
  ClusterTally walk(Coverage l1s, L1Place current, Job job) throws IOException {
    l1s.each((from, to, count) -> countTables(from, to, count, job));
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = current.at(); at < current.end(); at += PIECE) {
      read(at, current.end(), piece);
      while (piece.hasRemaining()) {
        long l2At = piece.getLong() & Bits.OFFSET;
        if (l2At != 0 && isTable(l2At)) {
          l2(l2At, job);
        }
      }
    }
    ClusterTally tallied = tally;
    tally = new ClusterTally(header.clusterBytes());
    for (long cluster = 0; cluster < tables.clusters(); cluster++) {
      l2(cluster << header.clusterBits(), job);
    }
    return tallied;
  }

  private void read(long at, long end, ByteBuffer piece) throws IOException {
    source.readFully(at, piece.clear().limit((int) Math.min(PIECE, end - at)));
    piece.flip();
  }

  private void countTables(long from, long to, int count, Job job) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = from; at < to; at += PIECE) {
      job.checkpoint();
      read(at, to, piece);
      for (int i = 0; i < piece.limit(); i += Long.BYTES) {
        long entryAt = at + i;
        reserved("L1", piece.getLong(i) & Bits.L1_RESERVED, entryAt);
        long l2At = piece.getLong(i) & Bits.OFFSET;
        if (l2At == 0) {
          continue;
        }
        if (isTable(l2At)) {
          references.add(l2At, header.clusterBytes(), count);
          tables.add(l2At, header.clusterBytes(), count);
        } else {
          findings.add(
              Kind.DANGLING,
              Severity.CORRUPTION,
              entryAt,
              "L1 entry at " + entryAt + " points to " + l2At
                  + ", expected a whole cluster of the file");
        }
      }
    }
  }

  private boolean isTable(long at) throws IOException {
    return at % header.clusterBytes() == 0 && at <= source.size() - header.clusterBytes();
  }

  /** Looks at a table, unless that was done already or nothing refers to it. */
  private void l2(long at, Job job) throws IOException {
    times = tables.take(at >> header.clusterBits());
    if (times == 0) {
      return;
    }
    job.checkpoint();
    tally.nextTable();
    source.readFully(at, table.clear());
    for (int i = 0; i < table.capacity(); i += header.l2EntryBytes()) {
      long bitmap = header.extendedL2() ? table.getLong(i + 8) : 0;
      cluster(table.getLong(i), bitmap, at + i);
    }
  }

  private void cluster(long entry, long bitmap, long entryAt) throws IOException {
    if ((entry & Bits.COMPRESSED) != 0) {
      compressed(entry, entryAt);
      if (bitmap != 0) {
        damaged(
            Kind.VALUE, entryAt, "is compressed and has bits for subclusters, expected them clear");
      }
      return;
    }
    if ((bitmap & bitmap >>> 32 & 0xffff_ffffL) != 0) {
      damaged(Kind.VALUE, entryAt, "has a subcluster both allocated and zero");
    }
    reserved("L2", entry & Bits.L2_RESERVED, entryAt);
    if (header.version() < 3 && (entry & Bits.READS_AS_ZERO) != 0) {
      damaged(Kind.VALUE, entryAt, "reads as zeros (bit 0), which version 2 does not have");
    }
    long at = entry & Bits.OFFSET;
    boolean zeros = !header.extendedL2() && (entry & Bits.READS_AS_ZERO) != 0;
    if (at == 0 && (zeros || !HostOffsets.zeroIsAPlace(header, entry))) {
      if ((bitmap & 0xffff_ffffL) != 0) {
        damaged(Kind.VALUE, entryAt, "has subclusters allocated but names no place");
      }
      return;
    }
    if (at % header.clusterBytes() != 0) {
      damaged(
          Kind.DANGLING, entryAt, "points to " + at + ", expected a multiple of the cluster size");
    }
    if (!header.externalData()) {
      long cluster = at & -(long) header.clusterBytes();
      if (!references.has(cluster, header.clusterBytes())) {
        damaged(Kind.DANGLING, entryAt, "points to " + at + ", past the end of the file");
        return;
      }
      references.add(cluster, header.clusterBytes(), times);
    }
    tally.plain(at);
  }

  private void reserved(String table, long bits, long entryAt) {
    if (bits != 0) {
      findings.add(
          Kind.VALUE,
          Severity.CORRUPTION,
          entryAt,
          table + " entry at " + entryAt + " has reserved bits " + Long.toHexString(bits) + " set");
    }
  }

  private void damaged(Kind kind, long entryAt, String how) {
    findings.add(kind, Severity.CORRUPTION, entryAt, "L2 entry at " + entryAt + " " + how);
  }

  private void compressed(long entry, long entryAt) throws IOException {
    if ((entry & Bits.COPIED) != 0) {
      damaged(Kind.VALUE, entryAt, "is compressed and has the copied flag, expected it clear");
    }
    if (header.externalData()) {
      damaged(
          Kind.CONTRADICTION,
          entryAt,
          "is compressed, although the data are in a file of their own");
      return;
    }
    int offsetBits = 62 - (header.clusterBits() - 8);
    long at = entry & (1L << offsetBits) - 1;
    long sectors = (entry >>> offsetBits & (1L << 62 - offsetBits) - 1) + 1;
    if (!references.has(at, 1)) {
      damaged(Kind.DANGLING, entryAt, "points to " + at + ", past the end of the file");
      return;
    }
    references.add(at, sectors * 512 - at % 512, times);
    tally.compressed();
  }
}
