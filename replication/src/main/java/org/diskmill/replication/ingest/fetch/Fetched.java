// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import java.io.IOException;
import java.nio.file.Path;

/** What was fetched, in a scratch file. */
public final class Fetched {
  private final Partial whole;

  Fetched(Partial whole) {
    this.whole = whole;
  }

  /** The file; it stays until one of the other methods, also when the process ends. */
  public Path file() {
    return whole.file();
  }

  /** Deletes the file if another fetch could not go on with it. For whoever failed, and says so. */
  public void forgetUnlessOfUse(Exception failure) {
    whole.keepOnlyWhatIsOfUse(failure);
  }

  /** Deletes the file. */
  public void forget() throws IOException {
    whole.delete();
  }
}
