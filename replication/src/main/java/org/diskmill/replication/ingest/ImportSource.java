// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.nio.file.Path;

/** Where the bytes of an import come from. */
public sealed interface ImportSource {
  /** A file on this machine. */
  record LocalFile(Path path) implements ImportSource {}
}
