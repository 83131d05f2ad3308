// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file whose holes can be asked for. */
final class SparseFileSource extends FileSource implements SparseSource {
  private final FileOps.HoleMap holes;

  SparseFileSource(Path path, FileChannel channel, FileVersion version, FileOps.HoleMap holes)
      throws IOException {
    super(path, channel, version);
    this.holes = holes;
  }

  @Override
  public Run runAt(long offset, long limit) throws IOException {
    Ranges.requireInside(offset, 1, size());
    return holes.runAt(offset, Math.min(limit, size()), size());
  }

  @Override
  public void close() throws IOException {
    try {
      holes.close();
    } finally {
      super.close();
    }
  }
}
