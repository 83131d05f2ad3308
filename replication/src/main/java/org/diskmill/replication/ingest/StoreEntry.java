// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.util.Objects;
import java.util.Optional;
import org.diskmill.store.StoreConfig;

/**
 * One store of a service's configuration.
 *
 * @param id what commands and records call it
 * @param central whether it is the centre; otherwise an edge
 * @param upstream the store that feeds it, if not the centre
 * @param readOnly whether nothing may be written to it
 */
public record StoreEntry(
    String id, boolean central, Optional<String> upstream, boolean readOnly, StoreConfig config) {
  public StoreEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(upstream, "upstream");
    Objects.requireNonNull(config, "config");
  }
}
