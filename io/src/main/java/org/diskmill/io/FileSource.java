// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** A file, pinned to the version that was opened. */
final class FileSource implements SparseSource, InFile {
  /** How much is read between two looks at the file's time stamp. */
  private static final long LOOK_EVERY = 64 << 20;

  private static final int HEAP_AT_ONCE = 256 << 10;

  private final Path path;
  private final ReadChannel channel;
  private final FileVersion version;
  private final long size;
  private final AtomicLong readSinceLook = new AtomicLong();
  private final FileHoles holes;

  FileSource(Path path, ReadChannel channel, FileVersion version, FileOps platform)
      throws IOException {
    this.path = path;
    this.channel = channel;
    this.version = version;
    this.size = channel.size();
    this.holes = new FileHoles(platform, path, version, size);
  }

  static Source open(Path path) throws IOException {
    FileVersion version = FileVersion.of(path);
    if (version.attributes().isDirectory()) {
      throw new IOException(path + ": is a directory, expected a file");
    }
    if (version.attributes().isOther() && SpecialFiles.isStream(path)) {
      throw new IOException(path + ": is a pipe, socket or character device, which has no size;"
          + " expected a file or block device. Copy what it gives to a file first");
    }
    ReadChannel channel = ReadChannel.open(path, version);
    try {
      return new FileSource(path, channel, version, PlatformFiles.found());
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    Ranges.requireOffset(offset);
    if (offset >= size) {
      return -1;
    }
    if (!dst.hasRemaining()) {
      return 0;
    }
    int count = readOnce(offset, dst);
    if (count > 0) {
      wasRead(count);
    }
    return count;
  }

  /** Fills heap buffers piece by piece: the JDK keeps a direct copy of each, one for each thread. */
  private int readOnce(long offset, ByteBuffer dst) throws IOException {
    int end = dst.limit();
    int done = 0;
    try {
      while (!dst.isDirect() && end - dst.position() > HEAP_AT_ONCE) {
        int count = channel.read(dst.limit(dst.position() + HEAP_AT_ONCE), offset + done);
        done += Math.max(0, count);
        if (count < HEAP_AT_ONCE) {
          return done == 0 ? count : done;
        }
      }
      int last = channel.read(dst.limit(end), offset + done);
      return done == 0 ? last : done + Math.max(0, last);
    } catch (IOException failed) {
      throw FileFailures.at(path.toString(), offset + done, "reading", failed);
    } finally {
      dst.limit(end);
    }
  }

  @Override
  public long shareWith(FileOps.Sharing file, long offset, long length, long at)
      throws IOException {
    Ranges.requireInside(offset, length, size);
    FileOps.HoleMap here = holes.map();
    if (here == null) {
      return 0;
    }
    long count = file.share(here, offset, length, at);
    wasRead(count);
    return count;
  }

  @Override
  public Run runAt(long offset, long limit) throws IOException {
    Ranges.requireInside(offset, 1, size);
    return holes.runAt(offset, Math.min(limit, size));
  }

  @Override
  public OptionalLong storedBytes() throws IOException {
    FileOps.HoleMap here = holes.map();
    return here == null ? OptionalLong.empty() : here.storedBytes();
  }

  @Override
  public Object identity() {
    return version.identity().orElse(this);
  }

  private void wasRead(long count) throws IOException {
    if (readSinceLook.addAndGet(count) > LOOK_EVERY) {
      readSinceLook.set(0);
      requireUnchanged();
    }
  }

  /** A file that another one replaced is still readable as it was; one written over is not. */
  private void requireUnchanged() throws IOException {
    if (Files.exists(path)) {
      BasicFileAttributes now = FileVersion.of(path).attributes();
      if (version.overwrittenBy(now)) {
        throw new IOException(path + ": changed while it was being read");
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      holes.close();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
