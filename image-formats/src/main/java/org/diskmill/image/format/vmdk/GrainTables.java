// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.format.Kept;
import org.diskmill.image.format.TakenPlaces;
import org.diskmill.image.format.Verdicts;
import org.diskmill.io.Source;

/**
 * The grain tables of one file, the last used ones kept. Tables are small and usually lie end to
 * end, so neighbours are read at once. Safe for use by many threads.
 */
final class GrainTables {
  private static final int KEPT_BYTES = 4 << 20;
  private static final int READ_BYTES = 64 << 10;

  private final Source source;
  private final GrainDirectory directory;
  private final int entries;
  private final GrainPlaces places;
  private final Optional<TableCheck> check;
  private final Kept<Integer, long[]> kept;
  private final Verdicts verdicts = new Verdicts();
  private final Optional<TakenPlaces> taken;

  /**
   * Tables that are decoded as they are asked for.
   *
   * @param check what each must stand before it is believed
   * @param taken to which their grains' sectors are told, where none may be in the place of another
   */
  GrainTables(
      Source source,
      GrainDirectory directory,
      int entries,
      GrainPlaces places,
      Optional<TableCheck> check,
      Optional<TakenPlaces> taken) {
    this.source = source;
    this.directory = directory;
    this.entries = entries;
    this.places = places;
    this.check = check;
    this.taken = taken;
    // What is read at once must be kept at once.
    int atOnce = Math.max(1, READ_BYTES / (entries * Integer.BYTES));
    this.kept = new Kept<>(KEPT_BYTES, (long) entries * Long.BYTES, atOnce);
  }

  GrainDirectory directory() {
    return directory;
  }

  /** How many grains a table maps. */
  int entries() {
    return entries;
  }

  /** The places of a table's grains, as {@link GrainPlaces} has them. The table must be there. */
  long[] at(int index) throws IOException {
    long[] before = kept.get(index);
    if (before != null) {
      return before;
    }
    int bytes = directory.tableBytes();
    long at = directory.table(index);
    int count = directory.neighbours(index, Math.max(1, READ_BYTES / bytes));
    ByteBuffer read = read(at, count * bytes);
    long[] wanted = new long[0];
    for (int i = 0; i < count; i++) {
      long[] table = decoded(index + i, at + (long) i * bytes, read.slice(i * bytes, bytes));
      requireSound(index + i, at + (long) i * bytes, table);
      wanted = i == 0 ? table : wanted;
      kept.put(index + i, table);
    }
    return wanted;
  }

  private void requireSound(int index, long at, long[] table) throws CorruptImageException {
    Optional<String> wrong = check
        .flatMap(rule -> rule.overlap(table).or(() -> rule.outside(index, table)))
        .or(() -> taken.flatMap(places -> verdicts.of(index, () -> shared(table, places))));
    if (wrong.isPresent()) {
      throw new CorruptImageException(source + ": grain table at " + at + " " + wrong.get());
    }
  }

  /** Which grain of a table lies where another one does, of this table or one that was read before. */
  private Optional<String> shared(long[] table, TakenPlaces others) {
    for (long place : table) {
      if (place > 0 && sound(place) && !others.take(place / Sectors.BYTES)) {
        return Optional.of("has a grain at " + place + ", where another grain is too");
      }
    }
    return Optional.empty();
  }

  /** Which grain of a table lies past the disk's end. */
  Optional<String> outside(int index, long[] table) {
    return check.flatMap(rule -> rule.outside(index, table));
  }

  /** The table at a place in the file, whatever a copy of it says. */
  long[] stated(long at) throws IOException {
    return decoded(read(at, directory.tableBytes()));
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(bytes);
    source.readFully(at, read);
    return read.flip();
  }

  private long[] decoded(int index, long at, ByteBuffer bytes) throws IOException {
    long[] table = decoded(bytes);
    OptionalLong spare = directory.spare(index);
    if (spare.isEmpty() || spare.getAsLong() == at || sound(table)) {
      return table;
    }
    long[] copy = decoded(read(spare.getAsLong(), directory.tableBytes()));
    for (int i = 0; i < entries; i++) {
      if (!sound(table[i]) && sound(copy[i])) {
        table[i] = copy[i];
      }
    }
    return table;
  }

  private long[] decoded(ByteBuffer bytes) {
    ByteBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN);
    long[] table = new long[entries];
    for (int i = 0; i < entries; i++) {
      table[i] = places.place(little, i);
    }
    return table;
  }

  private boolean sound(long[] table) {
    for (long place : table) {
      if (!sound(place)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a grain could begin there. */
  private boolean sound(long place) {
    return place < source.size();
  }
}
