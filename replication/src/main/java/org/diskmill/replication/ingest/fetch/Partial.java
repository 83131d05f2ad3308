// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.diskmill.io.Activity;
import org.diskmill.io.Job;

/** A download as far as it got, and beside it the ETag of what it is a part of. */
final class Partial {
  private static final int CHUNK = 1 << 20;
  private static final int LONGEST_TAG = 1024;

  private final Path file;
  private final Path tagFile;

  Partial(Path file) {
    this.file = file;
    this.tagFile = file.resolveSibling(file.getFileName() + ".etag");
  }

  Path file() {
    return file;
  }

  long size() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  Optional<String> tag() throws IOException {
    try {
      return Files.size(tagFile) > LONGEST_TAG
          ? Optional.empty()
          : Optional.of(Files.readString(tagFile));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
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
      Files.deleteIfExists(tagFile);
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from);
      if (from == 0 && tag.isPresent() && tag.get().length() <= LONGEST_TAG) {
        Files.writeString(tagFile, tag.get());
      }
      requireRoom(length.orElse(0L));
      Activity fetching =
          length.isPresent() ? job.begin("fetching", from + length.get()) : job.begin("fetching");
      fetching.advance(from);
      long at = from;
      byte[] chunk = new byte[CHUNK];
      for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
        while (bytes.hasRemaining()) {
          at += out.write(bytes, at);
        }
        fetching.advance(count);
        job.checkpoint();
      }
      if (length.isPresent() && at != from + length.get()) {
        throw new EOFException(
            file + ": the download ended at " + at + ", expected " + (from + length.get()));
      }
    }
  }

  private void requireRoom(long bytes) throws IOException {
    long room = Files.getFileStore(file).getUsableSpace();
    if (bytes > room) {
      throw new IOException(
          file + ": the download is " + bytes + " bytes, and only " + room + " are free");
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(tagFile);
    Files.deleteIfExists(file);
  }
}
