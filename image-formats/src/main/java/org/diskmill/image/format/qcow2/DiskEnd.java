// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Source;

/**
 * Looks for clusters behind the disk's end in the L2 table that the end is in: they say that the disk's
 * size is wrong. Saved states of a machine lie behind the end too, but from the next L1 entry on.
 */
final class DiskEnd {
  private final Source source;
  private final Qcow2Header header;
  private final Findings findings;

  DiskEnd(Source source, Qcow2Header header, Findings findings) {
    this.source = source;
    this.header = header;
    this.findings = findings;
  }

  /** Looks through one table at most; of L1 and L2 places that are wrong, others tell. */
  void check() throws IOException {
    long clusters = (header.size() >>> header.clusterBits())
        + ((header.size() & header.clusterBytes() - 1) == 0 ? 0 : 1);
    int first = (int) (clusters % header.l2Entries());
    long l1At = header.l1At() + clusters / header.l2Entries() * Long.BYTES;
    if (first == 0 || l1At <= 0 || l1At > source.size() - Long.BYTES) {
      return;
    }
    ByteBuffer entry = ByteBuffer.allocate(Long.BYTES);
    source.readFully(l1At, entry);
    long l2At = entry.getLong(0) & Bits.OFFSET;
    if (l2At == 0 || l2At > source.size() - header.clusterBytes()) {
      return;
    }
    ByteBuffer table = ByteBuffer.allocate(header.clusterBytes());
    source.readFully(l2At, table);
    for (int i = first; i < header.l2Entries(); i++) {
      long found = table.getLong(i * header.l2EntryBytes());
      if ((found & (Bits.COMPRESSED | Bits.OFFSET)) != 0) {
        findings.add(
            Kind.CONTRADICTION,
            Severity.CORRUPTION,
            24,
            "the disk ends after " + header.size() + " bytes, but L2 entry at "
                + (l2At + (long) i * header.l2EntryBytes()) + ", behind its end, has a cluster");
        return;
      }
    }
  }
}
