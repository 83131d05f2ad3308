// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file's channel, for reading. The JDK closes a channel under all of its readers when the thread of
 * one is interrupted; the others then open the file again here. Safe for use by many threads.
 */
final class ReadChannel implements AutoCloseable {
  private final Path path;
  private final FileVersion version;
  private volatile FileChannel channel;
  private boolean closed;

  private ReadChannel(Path path, FileVersion version, FileChannel channel) {
    this.path = path;
    this.version = version;
    this.channel = channel;
  }

  static ReadChannel open(Path path, FileVersion version) throws IOException {
    return new ReadChannel(path, version, FileChannel.open(path, StandardOpenOption.READ));
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Reads once, as a channel does. */
  int read(ByteBuffer dst, long offset) throws IOException {
    int position = dst.position();
    while (true) {
      FileChannel current = channel;
      try {
        return current.read(dst.position(position), offset);
      } catch (ClosedByInterruptException ourThread) {
        throw ourThread;
      } catch (ClosedChannelException anotherThread) {
        replace(current);
      }
    }
  }

  private synchronized void replace(FileChannel dead) throws IOException {
    if (closed) {
      throw new ClosedFileException(path + ": was closed before it was read");
    }
    if (channel == dead) {
      FileChannel again = FileChannel.open(path, StandardOpenOption.READ);
      if (!version.isStill(path)) {
        again.close();
        throw new IOException(path
            + ": was closed, since a thread that read it was interrupted, and has been replaced or"
            + " written to since it was opened");
      }
      channel = again;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
