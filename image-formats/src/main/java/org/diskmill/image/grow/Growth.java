// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.grow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Installed;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Makes disks larger where they lie, where a format allows that in one step that cannot tear. */
public final class Growth {
  private static final List<DiskGrower> ALL = Installed.each(DiskFormat::grower);

  private Growth() {}

  /**
   * Makes the disk in a file larger, and returns when that is on the medium. What is new reads as
   * zeros. The file must not be in use: other processes' locks are respected, not every program sets
   * them.
   *
   * @param options format and limits
   * @param bytes the disk's new size
   * @throws UnsupportedImageException when this disk needs a new file for that; {@link
   *     Images#resized} and a conversion write one
   * @throws IllegalArgumentException when it would become smaller
   */
  public static void grow(Path file, OpenOptions options, long bytes) throws IOException {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(options, "options");
    try (Source source = Sources.file(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      DiskGrower grower = of(source, Images.formatOf(source, options));
      long now = Images.info(source, options).virtualBytes();
      if (bytes < now) {
        throw new IllegalArgumentException("bytes: " + bytes + " is less than the disk's " + now
            + ", and this only makes it larger");
      }
      options.limits().disk(source, bytes, 0);
      lock(file, channel);
      grower.grow(source, channel, bytes, options.limits());
      channel.force(true);
    }
  }

  private static DiskGrower of(Source source, String format) throws UnsupportedImageException {
    return ALL.stream()
        .filter(grower -> grower.format().equals(format))
        .findFirst()
        .orElseThrow(() -> new UnsupportedImageException(source + ": a disk in format " + format
            + " cannot be made larger in one step; write a new file instead"));
  }

  /** Closing the channel unlocks. */
  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      throw new IOException(file + ": is in use by this process", inThisProcess);
    }
    throw new IOException(file + ": is in use by another process");
  }
}
