// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the entries that a log asks to be replayed: [MS-VHDX 2.3.2, 2.3.3].
 *
 * <p>Valid entries whose numbers follow each other form chains. The last one of a chain says where its
 * tail is; if the chain from there on leads to it, the chain is whole. Of whole chains the one with
 * the highest number counts. Every entry leads to one end only, so that all is found in one pass over
 * the entries in descending order, however a log is made up.
 */
final class LogSequence {
  private final LogBytes log;
  private final UUID guid;
  private Optional<LogEntry> last = Optional.empty();
  private boolean damaged;

  LogSequence(LogBytes log, UUID guid) {
    this.log = log;
    this.guid = guid;
  }

  /** The entries to replay, in order; none where no chain is whole. */
  List<LogEntry> active() throws IOException {
    Map<Integer, LogEntry> entries = new HashMap<>();
    for (int at = 0; at < log.length(); at += LogBytes.SECTOR) {
      int place = at;
      LogEntry.at(log, at, guid)
          .ifPresentOrElse(
              entry -> entries.put(place, entry), () -> damaged |= LogEntry.isOf(log, place, guid));
    }
    List<LogEntry> descending = new ArrayList<>(entries.values());
    descending.sort(Comparator.comparing(LogEntry::sequence, Long::compareUnsigned)
        .reversed()
        .thenComparing(LogEntry::at));
    last = descending.stream().findFirst();
    Map<Integer, LogEntry> ends = new HashMap<>();
    for (LogEntry entry : descending) {
      LogEntry next = entries.get(entry.next(log));
      boolean goesOn = next != null && next.sequence() == entry.sequence() + 1;
      ends.put(entry.at(), goesOn ? ends.getOrDefault(entry.next(log), entry) : entry);
    }
    for (LogEntry last : descending) {
      if (last.equals(ends.get(last.at())) && last.equals(ends.get(last.tail()))) {
        return chain(entries, last);
      }
    }
    return List.of();
  }

  /** The valid entry with the highest number, whether or not it ends a whole chain; once looked for. */
  Optional<LogEntry> last() {
    return last;
  }

  /** Whether an entry of this log is damaged, or was not written whole; once looked for. */
  boolean damaged() {
    return damaged;
  }

  private List<LogEntry> chain(Map<Integer, LogEntry> entries, LogEntry last) {
    List<LogEntry> chain = new ArrayList<>();
    LogEntry entry = entries.get(last.tail());
    while (entry != null && !entry.equals(last)) {
      chain.add(entry);
      entry = entries.get(entry.next(log));
    }
    chain.add(last);
    return chain;
  }
}
