// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A stream copied to a temporary file, so that it can be read at any offset. */
final class Spool implements Source {
  private final String name;
  private final FileChannel channel;
  private final long size;

  private Spool(String name, FileChannel channel) throws IOException {
    this.name = name;
    this.channel = channel;
    this.size = channel.size();
  }

  static Spool of(String name, ReadableByteChannel in, Path directory, long maxBytes, Job job)
      throws IOException {
    Path file = Files.createTempFile(directory, "diskmill-spool-", ".tmp");
    // Deleted by the operating system when the process ends, however it ends.
    FileChannel channel = FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
    try {
      fill(name, in, channel, directory, maxBytes, job);
      return new Spool(name, channel);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static void fill(
      String name,
      ReadableByteChannel in,
      FileChannel channel,
      Path directory,
      long maxBytes,
      Job job)
      throws IOException {
    Activity spooling = job.begin("reading " + name);
    ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    long taken = 0;
    while (read(name, in, taken, buffer) >= 0) {
      buffer.flip();
      taken += buffer.remaining();
      if (taken > maxBytes) {
        throw new SpoolFullException(
            name + ": longer than the " + maxBytes + " bytes that may be kept in " + directory);
      }
      spooling.advance(buffer.remaining());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }
  }

  private static int read(String name, ReadableByteChannel in, long at, ByteBuffer buffer)
      throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException failed) {
      throw FileFailures.at(name, at, "reading", failed);
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
    try {
      return channel.read(dst, offset);
    } catch (IOException failed) {
      throw FileFailures.at(name, offset, "reading", failed);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
