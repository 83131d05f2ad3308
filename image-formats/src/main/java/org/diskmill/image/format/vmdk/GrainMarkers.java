// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;

/** Whether compressed grains have a header of their own, which the file's header says poorly. */
final class GrainMarkers {
  /** Enough to find a grain where there are any; a stranger's file may hold endless empty tables. */
  private static final int MOST_TABLES = 1024;

  private GrainMarkers() {}

  /**
   * How many bytes there are between a grain's place and its data.
   *
   * <p>Flag bit 17 is about all kinds of markers, and some writers leave it out but still write those
   * of grains. So where it is not set, the first grain is looked at: its marker would begin with the
   * grain's own number.
   */
  static int bytes(SparseFile file) throws IOException {
    if (!file.compressed()) {
      return 0;
    }
    return file.markers() || first(file).orElse(true) ? Grains.MARKER_BYTES : 0;
  }

  /** Whether the first grain that is stored has a marker. */
  static boolean found(SparseFile file) throws IOException {
    return first(file).orElse(false);
  }

  /**
   * Refuses a file of which the last grain is not the one that its marker says: the header's grain
   * size or number of entries is wrong then, or the table is another's. Writers that leave the number
   * out, or count grains rather than sectors, are let be, as every reader lets them.
   */
  static void requireAgreement(SparseFile file) throws IOException {
    GrainDirectory directory = file.tables().directory();
    int index = directory.count() - 1;
    while (index > 0 && !directory.has(index)) {
      index--;
    }
    if (index < 0 || !directory.has(index)) {
      return;
    }
    long[] places = file.tables().at(index);
    int last = places.length - 1;
    while (last >= 0 && (places[last] <= 0 || !markable(file, places[last]))) {
      last--;
    }
    if (last >= 0) {
      agree(file, places[last], (long) index * places.length + last);
    }
  }

  private static boolean markable(SparseFile file, long place) {
    return place <= file.source().size() - Grains.MARKER_BYTES;
  }

  private static void agree(SparseFile file, long place, long grain) throws IOException {
    long expected = grain * (file.grainBytes() / Sectors.BYTES);
    long found = file.marker(place).getLong(0);
    if (expected < file.size() / Sectors.BYTES
        && found != expected
        && found != grain
        && found != 0) {
      throw new CorruptImageException(file.source() + ": grain marker at " + place
          + " says that the grain is for sector " + found + ", but the tables have it for sector "
          + expected + "; the header's grain size or number of entries is wrong, or the table");
    }
  }

  /** Whether the first grain that is stored has a marker; empty where none was found. */
  private static Optional<Boolean> first(SparseFile file) throws IOException {
    GrainDirectory directory = file.tables().directory();
    int looked = 0;
    for (int table = 0; table < directory.count() && looked < MOST_TABLES; table++) {
      if (directory.has(table)) {
        looked++;
        long[] places = file.tables().stated(directory.table(table));
        int first = first(places, file.source().size() - Grains.MARKER_BYTES);
        if (first < places.length) {
          long grain = (long) table * places.length + first;
          return Optional.of(marked(file, places[first], grain));
        }
      }
    }
    return Optional.empty();
  }

  /** The first grain that is stored and begins no later than {@code last}. */
  private static int first(long[] places, long last) {
    int i = 0;
    while (i < places.length && (places[i] <= 0 || places[i] > last)) {
      i++;
    }
    return i;
  }

  private static boolean marked(SparseFile file, long place, long grain) throws IOException {
    ByteBuffer marker = file.marker(place);
    long sector = grain * (file.grainBytes() / Sectors.BYTES);
    long length = Integer.toUnsignedLong(marker.getInt(8));
    return marker.getLong(0) == sector
        && length > 0
        && length <= SparsePart.mostStored(file.grainBytes());
  }
}
