// SPDX-License-Identifier: Apache-2.0
/** The store contract: objects by key, in anything that can keep them. */
module org.diskmill.store {
  requires transitive org.diskmill.io;
  requires static org.jspecify;
  requires org.slf4j;

  exports org.diskmill.store;

  uses org.diskmill.store.StoreProvider;
}
