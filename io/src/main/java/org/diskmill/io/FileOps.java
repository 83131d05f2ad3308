// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an operating system can do with files beyond the JDK; found by {@link
 * java.util.ServiceLoader}, and never needed for a right result.
 *
 * <p>Safe for use by many threads.
 */
public interface FileOps {
  /**
   * Opens a file to ask where its holes are.
   *
   * @return empty when this platform or file system cannot tell
   */
  Optional<HoleMap> holes(Path path) throws IOException;

  /** Tells data from holes in one open file. Safe for use by many threads. */
  interface HoleMap extends AutoCloseable {
    /** As {@link SparseSource#runAt}, for a file of {@code size} bytes. */
    SparseSource.Run runAt(long offset, long limit, long size) throws IOException;

    @Override
    void close() throws IOException;
  }
}
