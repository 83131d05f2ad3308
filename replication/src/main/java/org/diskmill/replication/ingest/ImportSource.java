// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.net.URI;
import java.nio.file.Path;

/** Where the bytes of an import come from. */
public sealed interface ImportSource {
  /** A file on this machine. */
  record LocalFile(Path path) implements ImportSource {}

  /**
   * An address, as far as {@link org.diskmill.replication.ingest.fetch.UriPolicy} allows it. It is
   * fetched once, into scratch; a fetch that was broken off is gone on with.
   */
  record Remote(URI uri) implements ImportSource {}
}
