// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Allocation;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.format.TakenPlaces;
import org.diskmill.io.Job;

/** Goes through all grain tables of one file and looks at what each entry says. */
final class GrainCheck {
  private final SparseFile file;
  private final Findings findings;
  private final int markerBytes;
  private final BitSet places = new BitSet();
  private final TakenPlaces beginnings = new TakenPlaces(1);
  private long base = -1;
  private long allocated;
  private long fragmented;
  private long expected = -1;
  private long end;

  GrainCheck(SparseFile file, Findings findings, Limits limits) throws IOException {
    this.file = file;
    this.findings = findings;
    this.markerBytes = GrainMarkers.bytes(file);
    limits.metadata(
        file.source(), "map of the grains in use", file.source().size() / file.grainBytes() / 8);
  }

  Allocation run(Job job) throws IOException {
    GrainDirectory directory = file.tables().directory();
    for (int i = 0; i < directory.count(); i++) {
      job.checkpoint();
      if (directory.has(i)) {
        table(directory, i);
      }
    }
    if (!file.compressed() && !file.frees() && base >= 0) {
      leaks();
    }
    if (file.compressed() && file.markers()) {
      new StreamCheck(file).run(job, findings);
    }
    return new Allocation(
        Sectors.pieces(file.size(), file.grainBytes()),
        allocated,
        fragmented,
        file.compressed() ? allocated : 0,
        end);
  }

  private void table(GrainDirectory directory, int index) throws IOException {
    long at = directory.stated(index);
    boolean readable = directory.inFile(at);
    if (!readable) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          directory.entryAt(index),
          "grain directory entry "
              + index
              + " says that a table is at "
              + at
              + ", expected it inside the file");
    } else if (directory.stoodIn(index)) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          directory.entryAt(index),
          "grain directory entry " + index + " is bad; only the redundant directory has its table");
    } else if (directory.spareLost(index)) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          directory.spareEntryAt(index),
          "redundant grain directory entry " + index + " says that a table is at "
              + directory.spareStated(index) + ", expected it inside the file");
    }
    if (!readable && directory.spare(index).isEmpty()) {
      return;
    }
    long[] primary = file.tables().stated(directory.table(index));
    if (readable && directory.spare(index).isPresent()) {
      compare(index, at, primary, file.tables().stated(directory.spare(index).getAsLong()));
    }
    file.tables()
        .outside(index, primary)
        .ifPresent(wrong -> findings.add(
            Kind.CONTRADICTION, Severity.CORRUPTION, at, "grain table " + index + " " + wrong));
    long first = (long) index * primary.length;
    long grains = Sectors.pieces(file.size(), file.grainBytes());
    for (int i = 0; i < primary.length && first + i < grains; i++) {
      if (primary[i] != GrainPlaces.UNALLOCATED && primary[i] != GrainPlaces.ZERO) {
        grain(first + i, primary[i], at);
      }
    }
  }

  private void compare(int index, long at, long[] primary, long[] spare) {
    int different = Arrays.mismatch(primary, spare);
    if (different >= 0) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          at,
          "grain table "
              + index
              + " and its redundant copy differ, first for grain "
              + ((long) index * primary.length + different));
    }
  }

  private void grain(long grain, long place, long tableAt) throws IOException {
    if (place >= file.source().size()) {
      String found =
          place == GrainPlaces.INVALID ? "is none that the format has" : "is at " + place;
      findings.add(
          place == GrainPlaces.INVALID ? Kind.VALUE : Kind.DANGLING,
          Severity.CORRUPTION,
          tableAt,
          "grain " + grain + " " + found + ", expected a place inside the file");
      return;
    }
    allocated++;
    if (expected >= 0 && place != expected) {
      fragmented++;
    }
    long needed = Math.min(file.grainBytes(), file.size() - grain * file.grainBytes());
    if (!file.compressed() && place > file.source().size() - needed) {
      findings.add(
          Kind.DANGLING,
          Severity.CORRUPTION,
          tableAt,
          "grain " + grain + " is at " + place + ", cut by the end of the file at "
              + file.source().size());
    }
    long stored = file.compressed() ? marker(grain, place) : file.grainBytes();
    expected = place + stored;
    end = Math.max(end, Math.min(expected, file.source().size()));
    if (!file.compressed()) {
      use(grain, place);
    } else if (markerBytes == 0 && !beginnings.take(place / Sectors.BYTES)) {
      // Where there are markers, one of the two grains contradicts its own.
      shared(grain, place);
    }
  }

  /** Grains lie at multiples of their size from the first one on; each place is one grain's. */
  private void use(long grain, long place) {
    base = base < 0 ? place % file.grainBytes() : base;
    boolean aligned = place % file.grainBytes() == base;
    int slot = (int) ((place - base) / file.grainBytes());
    if (places.get(slot) || !aligned && places.get(slot + 1)) {
      shared(grain, place);
    }
    if (aligned) {
      places.set(slot);
    }
  }

  private void shared(long grain, long place) {
    findings.add(
        Kind.OVERLAP,
        Severity.CORRUPTION,
        place,
        "grain " + grain + " is at " + place + ", where another grain is too");
  }

  /** Returns how long the grain is in the file, marker and padding included. */
  private long marker(long grain, long place) throws IOException {
    if (markerBytes == 0 || place > file.source().size() - Grains.MARKER_BYTES) {
      return file.grainBytes();
    }
    ByteBuffer marker = file.marker(place);
    long sector = grain * (file.grainBytes() / Sectors.BYTES);
    long length = Integer.toUnsignedLong(marker.getInt(8));
    boolean impossible = length == 0 || length > SparsePart.mostStored(file.grainBytes());
    if (marker.getLong(0) != sector) {
      findings.add(
          Kind.CONTRADICTION,
          Severity.CORRUPTION,
          place,
          "the marker of the grain for sector "
              + sector
              + " says "
              + Long.toUnsignedString(marker.getLong(0)));
    } else if (impossible || length > file.source().size() - place - Grains.MARKER_BYTES) {
      findings.add(
          impossible ? Kind.VALUE : Kind.DANGLING,
          Severity.CORRUPTION,
          place,
          "the marker of the grain for sector " + sector + " says that it has " + length
              + " bytes");
    }
    return Sectors.pieces(length + Grains.MARKER_BYTES, Sectors.BYTES) * Sectors.BYTES;
  }

  private void leaks() {
    int first = places.nextSetBit(0);
    int last = places.length();
    for (int gap = places.nextClearBit(Math.max(first, 0)); gap >= 0 && gap < last; ) {
      int used = places.nextSetBit(gap);
      findings.add(
          Kind.LOST_SPACE,
          Severity.LEAK,
          base + (long) gap * file.grainBytes(),
          (used - gap) + " grains are in the file, but in no table");
      gap = places.nextClearBit(used);
    }
  }
}
