// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.PartReceipt;

/**
 * Which parts of an upload have reached storage, one line each, in a file that only grows.
 *
 * <p>Every line ends with a checksum; what follows a line that is not whole was never told to anyone
 * and is cut off by the next who opens it. Used by one thread at a time.
 */
final class Journal implements AutoCloseable {
  private final FileChannel file;
  private final DiskCalls calls;
  private long end;

  private Journal(FileChannel file, long end, DiskCalls calls) {
    this.file = file;
    this.end = end;
    this.calls = calls;
  }

  /** Makes the journal of an upload of which nothing has come. */
  static void create(Path path, ObjectKey key, DiskCalls calls) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new Journal(file, 0, calls).add(JournalLine.head(key));
    }
  }

  /** The key of the object that is uploaded; empty if there is no journal, or not a whole line. */
  static Optional<ObjectKey> key(Path path) throws IOException {
    return JournalText.firstLine(path).flatMap(JournalLine::key);
  }

  /** Opens a journal at its end, cutting off what is not whole. */
  static Journal open(Path path, JournalText text, DiskCalls calls) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
    try {
      file.truncate(text.wholeBytes());
      return new Journal(file, text.wholeBytes(), calls);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /** Writes down parts that have reached storage. Returns when that would survive a crash. */
  void received(List<PartReceipt> parts) throws IOException {
    StringBuilder lines = new StringBuilder();
    parts.forEach(part -> lines.append(JournalLine.part(part)));
    add(lines.toString());
  }

  /** Writes down that parts will be written over. Returns when that would survive a crash. */
  void dropped(List<Integer> parts) throws IOException {
    StringBuilder lines = new StringBuilder();
    parts.forEach(part -> lines.append(JournalLine.drop(part)));
    add(lines.toString());
  }

  private void add(String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII));
    try {
      calls.write(file, bytes, end);
      calls.force(file, true);
      end += bytes.limit();
    } catch (IOException | RuntimeException failed) {
      // What may have been written must not be found behind what is written next.
      truncateAfter(failed);
      throw failed;
    }
  }

  private void truncateAfter(Exception failure) {
    try {
      file.truncate(end);
    } catch (IOException | RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
