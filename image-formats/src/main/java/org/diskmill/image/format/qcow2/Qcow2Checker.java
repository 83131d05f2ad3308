// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.Printable;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.io.Job;
import org.diskmill.io.Source;

/** Checks qcow2: counts every reference to every cluster, and compares with the refcounts. */
final class Qcow2Checker implements FormatChecker {
  @Override
  public String format() {
    return "qcow2";
  }

  @Override
  public CheckReport check(Source source, Limits limits, Job job) throws IOException {
    Qcow2Header header = Qcow2Header.read(source, limits);
    HeaderExtensions extensions = HeaderExtensions.read(source, header);
    SnapshotTable snapshots = SnapshotTable.read(source, header, limits);
    Findings findings = new Findings(source);
    if (header.corrupt()) {
      // Somebody has seen damage that may be in the data, where no check finds it.
      findings.add(
          Kind.LOG,
          Severity.CORRUPTION,
          72,
          "incompatible features at 72 say that the image is corrupt (bit 1)");
    }
    HostReferences references = new HostReferences(source, header, limits);
    Coverage l1s = new Coverage();
    Coverage l1Clusters = new Coverage();

    references.add(0, header.clusterBytes());
    L1Place current =
        place(source, header, header.l1At(), header.l1Entries(), findings, l1Clusters);
    l1s.add(current.at(), current.end());
    references.add(header.snapshotsAt(), header.snapshotCount() == 0 ? 0 : snapshots.bytes());
    for (SnapshotTable.Entry one : snapshots.entries()) {
      if (header.version() > 2 && !one.sized()) {
        findings.add(
            Kind.MISSING,
            Severity.CORRUPTION,
            one.at(),
            "snapshot '" + Printable.of(one.info().name())
                + "' does not say how large its disk was");
      }
      tableSize(header, one, findings);
      L1Place place = place(source, header, one.l1At(), one.l1Entries(), findings, l1Clusters);
      l1s.add(place.at(), place.end());
    }
    l1Clusters.each((from, to, times) -> references.add(from, to - from, times));
    ClusterTally tally =
        new TableWalk(source, header, limits, references, findings).walk(l1s, current, job);
    if (extensions.bitmaps().isPresent()) {
      new BitmapReferences(source, header, references, findings)
          .add(extensions.bitmaps().get());
    }
    if (extensions.encryptionHeader().isPresent()) {
      HeaderExtensions.Place luks = extensions.encryptionHeader().get();
      references.add(luks.at(), luks.length());
    }
    encryption(source, header, extensions, limits, findings);
    Refcounts refcounts = new Refcounts(source, header, limits, findings);
    refcounts.addOwn(references);
    long end = compare(header, references, refcounts, findings, job);
    new CurrentEntries(source, header, refcounts, findings).check();
    new DiskEnd(source, header, findings).check();
    return findings.report(format(), Optional.of(allocation(header, tally, end)));
  }

  /** Without a passphrase: whether one could open it. */
  private static void encryption(
      Source source,
      Qcow2Header header,
      HeaderExtensions extensions,
      Limits limits,
      Findings findings)
      throws IOException {
    try {
      EncryptionDescription.luks(source, header, extensions, limits);
    } catch (CorruptImageException wrong) {
      Kind kind = EncryptionDescription.contradicts(header, extensions)
          ? Kind.CONTRADICTION
          : Kind.UNREADABLE;
      findings.add(kind, Severity.CORRUPTION, 0, String.valueOf(wrong.getMessage()));
    } catch (ImageException notReadable) {
      findings.add(Kind.UNREADABLE, Severity.ERROR, 0, String.valueOf(notReadable.getMessage()));
    }
  }

  /** Whether a snapshot's table reaches as far as its disk does. */
  private static void tableSize(
      Qcow2Header header, SnapshotTable.Entry snapshot, Findings findings) {
    long found = Integer.toUnsignedLong(snapshot.l1Entries());
    long needed = L1Table.needed(snapshot.info().diskBytes(), header);
    if (snapshot.sized() && found < needed) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          snapshot.at() + 8,
          "L1 table of snapshot '" + Printable.of(snapshot.info().name()) + "' has " + found
              + " entries, expected at least " + needed + " for its disk of "
              + Long.toUnsignedString(snapshot.info().diskBytes()) + " bytes");
    }
  }

  /** Where a table is, of no length if it cannot be one. */
  private static L1Place place(
      Source source, Qcow2Header header, long at, int entries, Findings findings, Coverage clusters)
      throws IOException {
    long bytes = Integer.toUnsignedLong(entries) * Long.BYTES;
    if (bytes > Qcow2Header.MAX_L1_BYTES || at < 0 || at % header.clusterBytes() != 0) {
      findings.add(
          Kind.VALUE,
          Severity.CORRUPTION,
          at,
          "L1 table at " + Long.toUnsignedString(at) + " has " + bytes / Long.BYTES
              + " entries, expected at most 32 MiB of them at the start of a cluster");
      return new L1Place(0, 0);
    }
    long there = Math.max(0, Math.min(bytes, source.size() - at)) / Long.BYTES * Long.BYTES;
    if (there < bytes) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          at + there,
          "L1 table at " + at + " ends past the file");
    }
    clusters.add(
        at, Math.addExact(at, there + header.clusterBytes() - 1) & -(long) header.clusterBytes());
    return new L1Place(at, at + there);
  }

  /** Returns where the last cluster in use ends. */
  private static long compare(
      Qcow2Header header,
      HostReferences references,
      Refcounts refcounts,
      Findings findings,
      Job job)
      throws IOException {
    long end = 0;
    for (long cluster = 0; cluster < references.clusters(); cluster++) {
      if ((cluster & 0xffff) == 0) {
        job.checkpoint();
      }
      long found = refcounts.of(cluster);
      long counted = references.count(cluster);
      if (found != counted) {
        Severity severity =
            Long.compareUnsigned(found, counted) > 0 ? Severity.LEAK : Severity.CORRUPTION;
        findings.add(
            counted == 0 ? Kind.LOST_SPACE : Kind.REFCOUNT,
            severity,
            cluster << header.clusterBits(),
            "cluster "
                + cluster
                + " has refcount "
                + Long.toUnsignedString(found)
                + ", expected "
                + counted);
      }
      if (found != 0 || counted != 0) {
        end = cluster + 1 << header.clusterBits();
      }
    }
    return end;
  }

  private static Allocation allocation(Qcow2Header header, ClusterTally tally, long end) {
    long total = (header.size() + header.clusterBytes() - 1) >>> header.clusterBits();
    return new Allocation(
        total,
        tally.allocatedClusters(),
        tally.fragmentedClusters(),
        tally.compressedClusters(),
        end);
  }
}
