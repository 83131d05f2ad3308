// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * What a file is once its log is replayed, in memory: the file is not touched.
 *
 * @param applied to be read in place of the file
 * @param entries how many there were to replay
 * @param incomplete whether there were some, but none that is whole with the ones before it
 */
record Replay(Source applied, int entries, boolean incomplete) {
  /** What remembering one change takes, in bytes of memory, besides the page that it is. */
  private static final long CHANGE_BYTES = 256;

  static Replay of(Source file, VhdxHeader header, Limits limits, boolean lenient)
      throws IOException {
    if (!header.logInUse()) {
      return new Replay(file, 0, false);
    }
    if (header.logVersion() != 0) {
      throw new UnsupportedImageException(file
          + ": log version at "
          + (header.at() + 64)
          + " is "
          + header.logVersion()
          + ", expected 0");
    }
    LogBytes log = LogBytes.read(file, header, limits);
    LogSequence sequence = new LogSequence(log, header.logGuid());
    List<LogEntry> entries = sequence.active();
    Optional<LogEntry> orphan = sequence.last();
    if (entries.isEmpty() && orphan.isPresent() && !lenient) {
      // The ones before it may have been done in part, and would have to be done again.
      throw new CorruptImageException(file
          + ": log entry at "
          + (header.logAt() + orphan.get().at())
          + " needs those from "
          + (header.logAt() + orphan.get().tail())
          + " on, which are damaged; open it leniently to read the disk without its log");
    }
    if (entries.isEmpty()) {
      // Software that crashes between announcing a log and writing to it leaves such files; nothing
      // has been changed yet then.
      return new Replay(file, 0, orphan.isPresent() || sequence.damaged());
    }
    long changes = entries.stream().mapToLong(LogEntry::descriptors).sum();
    limits.metadata(file, "replay of the log at " + header.logAt(), changes * CHANGE_BYTES);
    return new Replay(apply(file, header, log, entries), entries.size(), false);
  }

  private static Source apply(Source file, VhdxHeader header, LogBytes log, List<LogEntry> entries)
      throws IOException {
    LogEntry last = entries.get(entries.size() - 1);
    if (Long.compareUnsigned(last.flushedBytes(), file.size()) > 0) {
      throw new CorruptImageException(file
          + ": log entry at "
          + (header.logAt() + last.at())
          + " says that the file had "
          + Long.toUnsignedString(last.flushedBytes())
          + " bytes, but it has "
          + file.size()
          + ": it was cut");
    }
    PatchedSource patched = new PatchedSource(file);
    for (LogEntry entry : entries) {
      patched.extend(entry.lastBytes());
    }
    for (LogEntry entry : entries) {
      Optional<Integer> wrong = entry.replay(log, patched, patched.size());
      if (wrong.isPresent()) {
        throw new CorruptImageException(file
            + ": log descriptor at "
            + (header.logAt() + wrong.get())
            + " is for a place outside the file of "
            + patched.size()
            + " bytes, or not for whole pages of 4096");
      }
    }
    return patched;
  }
}
