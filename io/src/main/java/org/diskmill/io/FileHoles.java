// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the holes of an open file are. Asks the platform only when somebody wants to know, since
 * loading native code costs more than opening a small image; where it cannot tell, all is data.
 */
final class FileHoles implements AutoCloseable {
  private final FileOps platform;
  private final Path path;
  private final FileVersion version;
  private final long size;
  private boolean asked;
  private FileOps.@Nullable HoleMap map;

  FileHoles(FileOps platform, Path path, FileVersion version, long size) {
    this.platform = platform;
    this.path = path;
    this.version = version;
    this.size = size;
  }

  SparseSource.Run runAt(long offset, long limit) throws IOException {
    FileOps.HoleMap known = map();
    return known == null ? new SparseSource.Run(0, size, false) : known.runAt(offset, limit, size);
  }

  /** The platform's view of the file, or null where there is none. */
  synchronized FileOps.@Nullable HoleMap map() throws IOException {
    if (!asked) {
      asked = true;
      Optional<FileOps.HoleMap> found = platform.holes(path);
      if (found.isPresent()) {
        map = found.get();
        // The path was opened a second time; it may no longer be the same file.
        if (!version.sameFile(FileVersion.of(path).attributes())) {
          close();
        }
      }
    }
    return map;
  }

  @Override
  public synchronized void close() throws IOException {
    asked = true;
    if (map != null) {
      map.close();
      map = null;
    }
  }
}
