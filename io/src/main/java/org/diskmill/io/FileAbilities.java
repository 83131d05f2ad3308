// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the platform can do to a file that is being written. Asked for at first use, since loading
 * native code costs more than writing a small image. Safe for use by many threads.
 */
final class FileAbilities implements AutoCloseable {
  private final FileOps platform;
  private final Path path;
  private final FileVersion version;
  private boolean askedToClear;
  private boolean askedToShare;
  private boolean askedToWriteBack;
  private FileOps.@Nullable Clearing clearing;
  private FileOps.@Nullable Sharing sharing;
  private FileOps.@Nullable WriteBack writeBack;

  /** What can be done to the file that is at {@code path} now. */
  FileAbilities(FileOps platform, Path path) throws IOException {
    this.platform = platform;
    this.path = path;
    this.version = FileVersion.of(path);
  }

  synchronized FileOps.@Nullable Clearing clearing() throws IOException {
    if (!askedToClear) {
      askedToClear = true;
      clearing = sameFile(platform.clearing(path).orElse(null));
    }
    return clearing;
  }

  synchronized FileOps.@Nullable Sharing sharing() throws IOException {
    if (!askedToShare) {
      askedToShare = true;
      sharing = sameFile(platform.sharing(path).orElse(null));
    }
    return sharing;
  }

  synchronized FileOps.@Nullable WriteBack writeBack() throws IOException {
    if (!askedToWriteBack) {
      askedToWriteBack = true;
      writeBack = sameFile(platform.writeBack(path).orElse(null));
    }
    return writeBack;
  }

  /** The path was opened a second time; it may no longer be the same file. */
  private <T extends AutoCloseable> @Nullable T sameFile(@Nullable T opened) throws IOException {
    if (opened == null || version.sameFile(FileVersion.of(path).attributes())) {
      return opened;
    }
    close(opened);
    return null;
  }

  /**
   * Releases them. On some systems, closing any descriptor of a file ends all locks that the process
   * has on it, so this comes after whatever the lock protects.
   */
  @Override
  public synchronized void close() throws IOException {
    askedToClear = true;
    askedToShare = true;
    askedToWriteBack = true;
    FileOps.Clearing one = clearing;
    FileOps.Sharing other = sharing;
    FileOps.WriteBack third = writeBack;
    clearing = null;
    sharing = null;
    writeBack = null;
    try {
      close(one);
    } finally {
      try {
        close(other);
      } finally {
        close(third);
      }
    }
  }

  private static void close(@Nullable AutoCloseable opened) throws IOException {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (Exception undeclared) {
      throw new IOException(undeclared);
    }
  }
}
