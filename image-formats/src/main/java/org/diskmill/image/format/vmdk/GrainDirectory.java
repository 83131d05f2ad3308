// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Arrays;
import java.util.OptionalLong;
import org.diskmill.image.CorruptImageException;
import org.diskmill.io.Source;

/** Where the grain tables of one file lie, in bytes. */
final class GrainDirectory {
  static final long NONE = 0;

  private final Source source;
  private final long at;
  private final int entryBytes;
  private final int tableBytes;
  private final long[] tables;
  private final long sparesAt;
  private final long[] spares;
  private final boolean spared;

  /**
   * A directory that is there once.
   *
   * @param at of its first entry, for messages
   * @param tables the place of each, {@link #NONE} where there is none
   */
  GrainDirectory(Source source, long at, int entryBytes, int tableBytes, long[] tables) {
    this(source, at, entryBytes, tableBytes, tables, 0, new long[0]);
  }

  /**
   * A directory as it was read.
   *
   * @param at of its first entry, for messages
   * @param tables the place of each, {@link #NONE} where there is none
   * @param sparesAt of the first entry of the redundant directory
   * @param spares the places of their copies, for as many as have one
   */
  GrainDirectory(
      Source source,
      long at,
      int entryBytes,
      int tableBytes,
      long[] tables,
      long sparesAt,
      long[] spares) {
    this.source = source;
    this.at = at;
    this.entryBytes = entryBytes;
    this.tableBytes = tableBytes;
    this.tables = tables;
    this.sparesAt = sparesAt;
    this.spares = spares;
    this.spared = Arrays.stream(spares).anyMatch(place -> place != NONE);
  }

  int count() {
    return tables.length;
  }

  int tableBytes() {
    return tableBytes;
  }

  boolean has(int index) {
    return tables[index] != NONE;
  }

  /** Where that entry stands, for messages. */
  long entryAt(int index) {
    return at + (long) index * entryBytes;
  }

  /** What the entry says, right or wrong. */
  long stated(int index) {
    return tables[index];
  }

  /** Whether the entry was bad, and that of the redundant directory is there in its place. */
  boolean stoodIn(int index) {
    return index < spares.length && has(index) && tables[index] == spares[index];
  }

  /** Where that table, which is there, lies; its copy where only that one is inside the file. */
  long table(int index) throws CorruptImageException {
    if (inFile(tables[index])) {
      return tables[index];
    }
    return spare(index)
        .orElseThrow(() -> new CorruptImageException(source
            + ": grain directory entry at "
            + entryAt(index)
            + " says that a grain table is at "
            + tables[index]
            + ", expected one that ends before the file does at "
            + source.size()));
  }

  /** Where a copy of that table lies. */
  OptionalLong spare(int index) {
    return index < spares.length && inFile(spares[index])
        ? OptionalLong.of(spares[index])
        : OptionalLong.empty();
  }

  /** Whether the redundant directory has copies of tables, and should have one of that table, but not. */
  boolean spareLost(int index) {
    return spared && index < spares.length && has(index) && spare(index).isEmpty();
  }

  /** What the redundant directory says of that table, right or wrong. */
  long spareStated(int index) {
    return spares[index];
  }

  /** Where the redundant directory's entry stands. */
  long spareEntryAt(int index) {
    return sparesAt + (long) index * entryBytes;
  }

  /** How many tables, that one included, follow each other in the file. */
  int neighbours(int index, int most) {
    int count = 1;
    while (count < most
        && index + count < tables.length
        && tables[index + count] == tables[index] + (long) count * tableBytes
        && inFile(tables[index + count])) {
      count++;
    }
    return count;
  }

  boolean inFile(long place) {
    return place > NONE && place <= source.size() - tableBytes;
  }
}
