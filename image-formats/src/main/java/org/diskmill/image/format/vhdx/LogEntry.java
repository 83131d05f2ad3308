// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of a log: [MS-VHDX 2.3.1]. A header, descriptors, and a sector for each descriptor that
 * is of data.
 *
 * @param at where it begins in the log, in bytes
 * @param length in bytes, whole sectors
 * @param sequence unsigned
 * @param tail where the first entry stands that was needed when this one was written
 * @param descriptors how many there are
 * @param flushedBytes how long the file surely was
 * @param lastBytes how long it is afterwards, at least
 */
record LogEntry(
    int at,
    int length,
    long sequence,
    int tail,
    int descriptors,
    long flushedBytes,
    long lastBytes) {
  private static final int SIGNATURE = 0x65676f6c;
  private static final int DATA = 0x63736564;
  private static final int ZERO = 0x6f72657a;
  private static final int DATA_SECTOR = 0x61746164;
  private static final int HEAD = 64;
  private static final int DESCRIPTOR = 32;

  /** The entry at that place, if there is one that is valid. */
  static Optional<LogEntry> at(LogBytes log, int at, UUID guid) throws IOException {
    if (log.getInt(at) != SIGNATURE || !isOf(log, at, guid)) {
      return Optional.empty();
    }
    int length = log.getInt(at + 8);
    int tail = log.getInt(at + 12);
    long sequence = log.getLong(at + 16);
    int descriptors = log.getInt(at + 24);
    if (length < LogBytes.SECTOR
        || length > log.length()
        || length % LogBytes.SECTOR != 0
        || tail < 0
        || tail >= log.length()
        || tail % LogBytes.SECTOR != 0
        || sequence == 0
        || descriptors < 0
        || descriptors > (length - HEAD) / DESCRIPTOR
        || log.getInt(at + Crc.FIELD) != log.checksum(at, length)) {
      return Optional.empty();
    }
    LogEntry entry = new LogEntry(
        at, length, sequence, tail, descriptors, log.getLong(at + 48), log.getLong(at + 56));
    return entry.consistent(log) ? Optional.of(entry) : Optional.empty();
  }

  /** Whether there is the beginning of an entry of that log, valid or not; older ones differ. */
  static boolean isOf(LogBytes log, int at, UUID guid) {
    return log.getGuid(at + 32).equals(guid);
  }

  private boolean consistent(LogBytes log) {
    int sector = firstSector();
    for (int i = 0; i < descriptors; i++) {
      int descriptor = at + HEAD + i * DESCRIPTOR;
      int kind = log.getInt(descriptor);
      if (kind != DATA && kind != ZERO || log.getLong(descriptor + 24) != sequence) {
        return false;
      }
      if (kind == DATA) {
        if (sector - at >= length || !sectorIsOurs(log, sector)) {
          return false;
        }
        sector += LogBytes.SECTOR;
      }
    }
    return true;
  }

  private boolean sectorIsOurs(LogBytes log, int sector) {
    return log.getInt(sector) == DATA_SECTOR
        && log.getInt(sector + 4) == (int) (sequence >>> 32)
        && log.getInt(sector + LogBytes.SECTOR - 4) == (int) sequence;
  }

  private int firstSector() {
    int bytes = HEAD + descriptors * DESCRIPTOR;
    return at + (bytes + LogBytes.SECTOR - 1) / LogBytes.SECTOR * LogBytes.SECTOR;
  }

  /** Where the entry after this one would be. */
  int next(LogBytes log) {
    return (int) (((long) at + length) % log.length());
  }

  /**
   * Does what the entry says.
   *
   * @return the place of the first descriptor that is out of bounds, if there is one
   */
  Optional<Integer> replay(LogBytes log, PatchedSource file, long bound) {
    int sector = firstSector();
    for (int i = 0; i < descriptors; i++) {
      int descriptor = at + HEAD + i * DESCRIPTOR;
      boolean zero = log.getInt(descriptor) == ZERO;
      long length = zero ? log.getLong(descriptor + 8) : LogBytes.SECTOR;
      long place = log.getLong(descriptor + 16);
      if (place < 0
          || place % LogBytes.SECTOR != 0
          || length < 0
          || length % LogBytes.SECTOR != 0
          || length > bound
          || place > bound - length) {
        return Optional.of(descriptor % log.length());
      }
      if (zero) {
        file.zeros(place, length);
      } else {
        long leading = log.getLong(descriptor + 8);
        file.page(place, log.page(sector, leading, log.getInt(descriptor + 4)));
        sector += LogBytes.SECTOR;
      }
    }
    return Optional.empty();
  }
}
