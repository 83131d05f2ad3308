// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.format.StoredRun;

/**
 * A stretch of the disk whose grains a file maps: makes runs of neighbouring grains that are of one
 * kind and lie in one piece.
 *
 * <p>How long a compressed grain is stands in its marker, in front of it. Reading that would be one
 * more read for each grain, so a grain is said to reach at most to the one that follows it in the
 * file, which in a stream is the next of the disk too; unpacking stops at the stream's own end.
 */
final class SparsePart implements DiskPart {
  private final long start;
  private final long end;
  private final SparseFile file;
  private final StoredRun runs;
  private final int markerBytes;

  /** The part from {@code start} to {@code end}; the file holds at least as much. */
  SparsePart(long start, long end, SparseFile file, int markerBytes, boolean lenient) {
    this.start = start;
    this.end = end;
    this.file = file;
    this.markerBytes = markerBytes;
    this.runs = new StoredRun(file.source(), file.grainBytes(), "grain", false, lenient);
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    int grain = file.grainBytes();
    long mapped = (long) file.tables().entries() * grain;
    int index = (int) ((offset - start) / mapped);
    long stop = Math.min(limit, end);
    if (!file.tables().directory().has(index)) {
      return unmapped(index, mapped, stop);
    }
    long[] places = file.tables().at(index);
    long tableStart = start + index * mapped;
    int first = (int) ((offset - tableStart) / grain);
    long from = tableStart + (long) first * grain;
    long place = places[first];
    if (place == GrainPlaces.INVALID) {
      throw invalid(from);
    }
    if (file.compressed() && place > 0) {
      return packed(places, first, from);
    }
    int next = first + 1;
    long to = from + grain;
    while (to < stop && next < places.length && continues(place, places[next], to - from)) {
      to += grain;
      next++;
    }
    long length = Math.min(to, end) - from;
    if (place == GrainPlaces.UNALLOCATED) {
      return new Extent.Inherited(from, length);
    }
    return place == GrainPlaces.ZERO
        ? new Extent.Zero(from, length)
        : runs.at(place, from, length, offset);
  }

  private static boolean continues(long first, long next, long distance) {
    return first <= 0 ? next == first : next == first + distance;
  }

  private Extent unmapped(int index, long mapped, long stop) {
    GrainDirectory directory = file.tables().directory();
    long from = start + index * mapped;
    int next = index + 1;
    while (next < directory.count() && start + next * mapped < stop && !directory.has(next)) {
      next++;
    }
    return new Extent.Inherited(from, Math.min(end, start + next * mapped) - from);
  }

  private Extent packed(long[] places, int index, long from) throws CorruptImageException {
    int grain = file.grainBytes();
    long at = places[index] + markerBytes;
    long most = Math.min(mostStored(grain), file.source().size() - at);
    int next = index + 1;
    while (next < places.length && places[next] <= 0) {
      next++;
    }
    if (next < places.length && places[next] > at) {
      most = Math.min(most, places[next] - at);
    }
    if (most <= 0) {
      throw new CorruptImageException(file.source()
          + ": the compressed grain for guest offset "
          + from
          + " is at "
          + places[index]
          + ", past the end of the file at "
          + file.source().size()
          + "; the file is truncated");
    }
    int length = (int) Math.min(grain, end - from);
    Packing packing = length < grain ? Packing.ZLIB_CUT : Packing.ZLIB;
    return new Extent.Packed(from, length, file.source(), at, (int) most, packing, grain, 0);
  }

  /** zlib's own bound for any of its settings: data that cannot be compressed get larger. */
  static int mostStored(int grainBytes) {
    return grainBytes + grainBytes / 8 + grainBytes / 64 + 64;
  }

  private CorruptImageException invalid(long from) {
    return new CorruptImageException(file.source()
        + ": the grain table entry for guest offset "
        + from
        + " is none that this kind of file has");
  }
}
