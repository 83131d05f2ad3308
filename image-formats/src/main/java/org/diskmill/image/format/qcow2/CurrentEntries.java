// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Source;

/**
 * What only the entries of the current state must fulfil. The copied flag is set exactly where the
 * refcount is 1: [QCOW2 "L1 table"] bit 63. Clusters in a data file have no refcounts and count as
 * used once; they lie where the guest sees them: [QCOW2 "Standard Cluster Descriptor"].
 */
final class CurrentEntries {
  private final Source source;
  private final Qcow2Header header;
  private final Refcounts refcounts;
  private final Findings findings;

  CurrentEntries(Source source, Qcow2Header header, Refcounts refcounts, Findings findings) {
    this.source = source;
    this.header = header;
    this.refcounts = refcounts;
    this.findings = findings;
  }

  void check() throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(Long.BYTES);
    ByteBuffer table = ByteBuffer.allocate(header.clusterBytes());
    BitSet seen = new BitSet();
    for (long i = 0; i < Integer.toUnsignedLong(header.l1Entries()); i++) {
      long entryAt = header.l1At() + i * Long.BYTES;
      source.readFully(entryAt, entry.clear());
      long at = entry.getLong(0) & Bits.OFFSET;
      if (at == 0 || at % header.clusterBytes() != 0 || at > source.size() - table.capacity()) {
        continue;
      }
      one("L1", entry.getLong(0), entryAt, refcount(entry.getLong(0)));
      int cluster = Math.toIntExact(at >> header.clusterBits());
      if (seen.get(cluster)) {
        continue;
      }
      seen.set(cluster);
      source.readFully(at, table.clear());
      for (int e = 0; e < table.capacity(); e += header.l2EntryBytes()) {
        long l2 = table.getLong(e);
        if ((l2 & Bits.COMPRESSED) == 0 && (l2 & Bits.OFFSET) != 0) {
          one("L2", l2, at + e, header.externalData() ? 1 : refcount(l2));
          place(l2, at + e, i * header.l2Entries() + e / header.l2EntryBytes());
        }
      }
    }
  }

  private void place(long entry, long entryAt, long guestCluster) {
    long guest = guestCluster << header.clusterBits();
    if (!HostOffsets.mayBeAt(header, entry, guest)) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          entryAt,
          "L2 entry at " + entryAt + " points to " + (entry & Bits.OFFSET)
              + ", expected the guest offset " + guest + " in a data file");
    }
  }

  private long refcount(long entry) throws IOException {
    return refcounts.of((entry & Bits.OFFSET) >> header.clusterBits());
  }

  private void one(String table, long entry, long entryAt, long refcount) {
    boolean copied = (entry & Bits.COPIED) != 0;
    if (copied != (refcount == 1)) {
      findings.add(
          Kind.REFCOUNT,
          Severity.CORRUPTION,
          entryAt,
          table
              + " entry at "
              + entryAt
              + " has its copied flag "
              + (copied ? "set" : "clear")
              + ", expected the opposite as the refcount is "
              + refcount);
    }
  }
}
