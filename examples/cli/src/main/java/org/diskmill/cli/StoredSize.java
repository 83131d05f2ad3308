// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.util.OptionalLong;
import org.diskmill.io.Source;
import org.diskmill.io.SparseSource;

/** How much of a file is really stored. */
final class StoredSize {
  private StoredSize() {}

  /** The bytes that are not in holes, as far as the platform can tell. */
  static long of(Source source) throws IOException {
    if (!(source instanceof SparseSource sparse)) {
      return source.size();
    }
    OptionalLong told = sparse.storedBytes();
    if (told.isPresent()) {
      return told.getAsLong();
    }
    long stored = 0;
    for (long at = 0; at < source.size(); ) {
      SparseSource.Run run = sparse.runAt(at, source.size());
      stored += run.hole() ? 0 : run.end() - at;
      at = run.end();
    }
    return stored;
  }
}
