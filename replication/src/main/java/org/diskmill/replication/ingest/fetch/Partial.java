// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diskmill.io.Activity;
import org.diskmill.io.Job;

/**
 * A download as far as it got. Beside it is written how much of it is in storage, and the ETag of what
 * it is a part of: a crash of the machine may leave a longer file, with holes in it.
 */
final class Partial {
  private static final int CHUNK = 1 << 20;
  private static final long KEPT_EVERY = 64 << 20;
  private static final int LONGEST_TAG = 1024;
  private static final Pattern NOTE = Pattern.compile("(\\d{1,18}) (.+)");

  private static final String NOTE_ENDING = ".kept";

  private final Path file;
  private final Path note;

  Partial(Path file) {
    this.file = file;
    this.note = file.resolveSibling(file.getFileName() + NOTE_ENDING);
  }

  /** The download that a file in scratch is of, be it the bytes or what is written beside them. */
  static Partial of(Path file) {
    String name = String.valueOf(file.getFileName());
    return new Partial(
        name.endsWith(NOTE_ENDING)
            ? file.resolveSibling(name.substring(0, name.length() - NOTE_ENDING.length()))
            : file);
  }

  /** The beginning of something, in bytes, and its ETag. */
  record Kept(long bytes, String tag) {}

  Path file() {
    return file;
  }

  /** How many bytes are there. */
  long bytes() throws IOException {
    return Files.size(file);
  }

  /** What can be gone on with: more than the last byte, which is asked for again. */
  Optional<Kept> kept() throws IOException {
    if (Files.notExists(note) || Files.notExists(file) || Files.size(note) > 2 * LONGEST_TAG) {
      return Optional.empty();
    }
    Matcher words = NOTE.matcher(Files.readString(note));
    if (!words.matches()) {
      return Optional.empty();
    }
    long bytes = Math.min(Long.parseLong(words.group(1)), Files.size(file));
    return Optional.of(new Kept(bytes, words.group(2))).filter(kept -> kept.bytes() > 1);
  }

  /**
   * Takes a body.
   *
   * @param from where its first byte belongs
   * @param tag of the whole; without one nothing can be gone on with later
   * @param length of the body in bytes, if it is known
   */
  void take(InputStream body, long from, Optional<String> tag, Optional<Long> length, Job job)
      throws IOException {
    if (from == 0) {
      // Before the first byte of something else is there.
      Files.deleteIfExists(note);
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from);
      requireRoom(length.orElse(0L));
      Activity fetching =
          length.isPresent() ? job.begin("fetching", from + length.get()) : job.begin("fetching");
      fetching.advance(from);
      try {
        copy(body, out, tag, fetching, job);
      } catch (IOException | RuntimeException stopped) {
        keepAfter(stopped, out, tag);
        throw stopped;
      }
      keep(out, tag);
      if (length.isPresent() && out.size() != from + length.get()) {
        throw new EOFException(
            file + ": the download ended at " + out.size() + ", expected " + (from + length.get()));
      }
    }
  }

  private void copy(
      InputStream body, FileChannel out, Optional<String> tag, Activity fetching, Job job)
      throws IOException {
    long at = out.size();
    long kept = at;
    byte[] chunk = new byte[CHUNK];
    for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
      ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
      while (bytes.hasRemaining()) {
        at += out.write(bytes, at);
      }
      fetching.advance(count);
      job.checkpoint();
      if (at - kept >= KEPT_EVERY) {
        keep(out, tag);
        kept = at;
      }
    }
  }

  private void keep(FileChannel out, Optional<String> tag) throws IOException {
    if (tag.isPresent() && tag.get().length() <= LONGEST_TAG) {
      out.force(true);
      Files.writeString(note, out.size() + " " + tag.get());
    }
  }

  private void keepAfter(Exception stopped, FileChannel out, Optional<String> tag) {
    try {
      keep(out, tag);
    } catch (IOException | RuntimeException alsoFailed) {
      stopped.addSuppressed(alsoFailed);
    }
  }

  private void requireRoom(long bytes) throws IOException {
    long room = Files.getFileStore(file).getUsableSpace();
    if (bytes > room) {
      throw new IOException(
          file + ": the download is " + bytes + " bytes, and only " + room + " are free");
    }
  }

  /** After a failure: keeps what can be gone on with, and nothing else, which would lie here for ever. */
  void keepOnlyWhatIsOfUse(Exception failure) {
    try {
      sweep();
    } catch (IOException | RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  /** As above, after a process that was killed. */
  void sweep() throws IOException {
    if (kept().isEmpty()) {
      delete();
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(file);
  }
}
