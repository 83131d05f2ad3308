// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Job;

/**
 * Goes through a stream from marker to marker, as who imports it from a pipe does, and looks whether
 * the tables have every grain: one that they do not have is data to such a reader, and zeros to all
 * others.
 */
final class StreamCheck {
  private static final int CHECKPOINT_EVERY = 1 << 10;

  /** Of a marker: what it counts, its length and its type. */
  private static final int READ_BYTES = 16;

  private final SparseFile file;
  private final long end;
  private int looked = -1;
  private long[] table = new long[0];
  private long lost;
  private long firstLost;

  StreamCheck(SparseFile file) {
    this.file = file;
    this.end = file.source().size() - Sectors.BYTES;
  }

  void run(Job job, Findings findings) throws IOException {
    long at = file.streamAt();
    for (int i = 0; at > 0 && at <= end; i++) {
      if (i % CHECKPOINT_EVERY == 0) {
        job.checkpoint();
      }
      at = next(at);
    }
    if (lost > 0) {
      findings.add(
          Kind.CONTENT,
          Severity.CORRUPTION,
          firstLost,
          lost + " grains, the first at " + firstLost + ", are in the stream, but in no table");
    }
  }

  /** Where the next marker is, or 0 where the stream ends or is none. */
  private long next(long at) throws IOException {
    ByteBuffer marker =
        Fields.read(file.source(), "marker", at, READ_BYTES, ByteOrder.LITTLE_ENDIAN);
    long value = marker.getLong(0);
    long length = Integer.toUnsignedLong(marker.getInt(8));
    if (length > SparsePart.mostStored(file.grainBytes())) {
      return 0;
    }
    if (length > 0) {
      grain(value, at);
      return at + Sectors.pieces(length + Grains.MARKER_BYTES, Sectors.BYTES) * Sectors.BYTES;
    }
    int type = marker.getInt(12);
    boolean skipped =
        type == Marker.GRAIN_TABLE || type == Marker.GRAIN_DIRECTORY || type == Marker.PROGRESS;
    return skipped && value >= 0 && value < end / Sectors.BYTES
        ? at + (value + 1) * Sectors.BYTES
        : 0;
  }

  private void grain(long sector, long at) throws IOException {
    long sectors = file.grainBytes() / Sectors.BYTES;
    boolean ofTheDisk =
        sector >= 0 && sector < file.size() / Sectors.BYTES && sector % sectors == 0;
    if (ofTheDisk && !listed(sector / sectors)) {
      firstLost = lost == 0 ? at : firstLost;
      lost++;
    }
  }

  /** Whether a table says something about it. A table that cannot be read is another finding. */
  private boolean listed(long grain) throws IOException {
    GrainTables tables = file.tables();
    int index = (int) (grain / tables.entries());
    if (!tables.directory().has(index)) {
      return false;
    }
    long at = tables.directory().stated(index);
    if (!tables.directory().inFile(at)) {
      return true;
    }
    // Streams are in the disk's order, or nearly: the next grain is of the same table.
    if (looked != index) {
      table = tables.stated(at);
      looked = index;
    }
    return table[(int) (grain % tables.entries())] != GrainPlaces.UNALLOCATED;
  }
}
