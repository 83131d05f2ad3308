// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import java.util.Set;
import org.diskmill.store.Store;
import org.diskmill.store.StoreConfig;
import org.diskmill.store.StoreProvider;

/** Opens {@code memory:NAME}: a fresh, empty store each time. */
public final class MemoryStoreProvider implements StoreProvider {
  /** For {@link java.util.ServiceLoader}. */
  public MemoryStoreProvider() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public Store open(StoreConfig config) {
    config.allowOnly(Set.of());
    return new MemoryStore();
  }
}
