// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Follows one L1 table to everything it refers to. */
final class TableWalk {
  private final Source source;
  private final Qcow2Header header;
  private final HostReferences references;
  private final Findings findings;
  private final ClusterTally tally;

  TableWalk(
      Source source,
      Qcow2Header header,
      HostReferences references,
      Findings findings,
      ClusterTally tally) {
    this.source = source;
    this.header = header;
    this.references = references;
    this.findings = findings;
    this.tally = tally;
  }

  void walk(long l1At, long l1Entries, Job job) throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(Long.BYTES);
    for (long i = 0; i < l1Entries; i++) {
      long entryAt = l1At + i * Long.BYTES;
      if (entryAt > source.size() - Long.BYTES) {
        findings.add(Severity.CORRUPTION, entryAt, "L1 table at " + l1At + " ends past the file");
        return;
      }
      source.readFully(entryAt, entry.clear());
      reserved("L1", entry.getLong(0) & Bits.L1_RESERVED, entryAt);
      long l2At = entry.getLong(0) & Bits.OFFSET;
      if (l2At != 0) {
        job.checkpoint();
        l2(l2At, entryAt);
      }
    }
  }

  private void l2(long at, long entryAt) throws IOException {
    if (at % header.clusterBytes() != 0 || at > source.size() - header.clusterBytes()) {
      findings.add(
          Severity.CORRUPTION,
          entryAt,
          "L1 entry at " + entryAt + " points to " + at + ", expected a whole cluster of the file");
      return;
    }
    references.add(at, header.clusterBytes());
    tally.nextTable();
    ByteBuffer table = ByteBuffer.allocate(header.clusterBytes());
    source.readFully(at, table);
    for (int i = 0; i < table.capacity(); i += header.l2EntryBytes()) {
      long bitmap = header.extendedL2() ? table.getLong(i + 8) : 0;
      cluster(table.getLong(i), bitmap, at + i);
    }
  }

  private void cluster(long entry, long bitmap, long entryAt) throws IOException {
    if ((entry & Bits.COMPRESSED) != 0) {
      compressed(entry, entryAt);
      return;
    }
    if ((bitmap & bitmap >>> 32 & 0xffff_ffffL) != 0) {
      damaged(entryAt, "has a subcluster both allocated and zero");
    }
    reserved("L2", entry & Bits.L2_RESERVED, entryAt);
    if (header.version() < 3 && (entry & Bits.READS_AS_ZERO) != 0) {
      damaged(entryAt, "reads as zeros (bit 0), which version 2 does not have");
    }
    long at = entry & Bits.OFFSET;
    boolean zeros = !header.extendedL2() && (entry & Bits.READS_AS_ZERO) != 0;
    if (at == 0 && (zeros || !HostOffsets.zeroIsAPlace(header, entry))) {
      if ((bitmap & 0xffff_ffffL) != 0) {
        damaged(entryAt, "has subclusters allocated but names no place");
      }
      return;
    }
    if (at % header.clusterBytes() != 0) {
      damaged(entryAt, "points to " + at + ", expected a multiple of the cluster size");
    }
    if (!header.externalData()) {
      long cluster = at & -(long) header.clusterBytes();
      if (!references.has(cluster, header.clusterBytes())) {
        damaged(entryAt, "points to " + at + ", past the end of the file");
        return;
      }
      references.add(cluster, header.clusterBytes());
    }
    tally.plain(at);
  }

  private void reserved(String table, long bits, long entryAt) {
    if (bits != 0) {
      findings.add(
          Severity.CORRUPTION,
          entryAt,
          table + " entry at " + entryAt + " has reserved bits " + Long.toHexString(bits) + " set");
    }
  }

  private void damaged(long entryAt, String how) {
    findings.add(Severity.CORRUPTION, entryAt, "L2 entry at " + entryAt + " " + how);
  }

  private void compressed(long entry, long entryAt) throws IOException {
    if ((entry & Bits.COPIED) != 0) {
      damaged(entryAt, "is compressed and has the copied flag, expected it clear");
    }
    if (header.externalData()) {
      damaged(entryAt, "is compressed, although the data are in a file of their own");
      return;
    }
    int offsetBits = 62 - (header.clusterBits() - 8);
    long at = entry & (1L << offsetBits) - 1;
    long sectors = (entry >>> offsetBits & (1L << 62 - offsetBits) - 1) + 1;
    if (!references.has(at, 1)) {
      damaged(entryAt, "points to " + at + ", past the end of the file");
      return;
    }
    references.add(at, sectors * 512 - at % 512);
    tally.compressed();
  }
}
