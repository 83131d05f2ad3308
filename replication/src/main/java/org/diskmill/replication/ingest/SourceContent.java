// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.io.IOException;
import org.diskmill.io.Digest;

/** What a source holds, to be asked when the import that reads it is through. */
@FunctionalInterface
interface SourceContent extends AutoCloseable {
  /** As {@link SourceIdentity#content} makes it. May wait. */
  Digest digest() throws IOException;

  /** Returns when nobody reads the source for this any more. */
  @Override
  default void close() {}
}
