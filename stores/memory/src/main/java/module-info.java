// SPDX-License-Identifier: Apache-2.0
/** A store in the heap. */
module org.diskmill.store.memory {
  requires transitive org.diskmill.store;
  requires static org.jspecify;

  exports org.diskmill.store.memory;

  provides org.diskmill.store.StoreProvider with
      org.diskmill.store.memory.MemoryStoreProvider;
}
