// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.memory;

import org.diskmill.store.Store;
import org.diskmill.store.tck.StoreContract;

class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected Store fresh() {
    return store;
  }

  @Override
  protected Store again() {
    return store;
  }
}
