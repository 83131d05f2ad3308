// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Makes sinks. For a regular file that must appear whole, see {@link PendingFile}. */
public final class Sinks {
  private Sinks() {}

  /** A new file, written in place; it must not exist. It is whole when the sink is closed. */
  public static PositionedSink newFile(Path path) throws IOException {
    Objects.requireNonNull(path, "path");
    FileChannel channel = FileChannel.open(
        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return over(path, channel, true);
  }

  /** A block device, written over in place: zeros are written, since it holds something else. */
  public static PositionedSink device(Path path) throws IOException {
    Objects.requireNonNull(path, "path");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return over(path, channel, false);
  }

  private static FileSink over(Path path, FileChannel channel, boolean fresh) throws IOException {
    try {
      FileAbilities abilities = new FileAbilities(PlatformFiles.found(), path);
      return new FileSink(path.toString(), channel, fresh, abilities);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * A stream. Closing the sink flushes it and leaves it open.
   *
   * @param name what messages call it
   */
  public static Sink stream(String name, OutputStream out) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(out, "out");
    return new StreamSink(name, Channels.newChannel(out), out);
  }

  /** A sink that keeps nothing but the count. */
  public static Sink counting() {
    return new CountingSink();
  }
}
