// SPDX-License-Identifier: Apache-2.0
/** A store in a directory. */
module org.diskmill.store.filesystem {
  requires transitive org.diskmill.store;
  requires static org.jspecify;

  exports org.diskmill.store.filesystem;

  provides org.diskmill.store.StoreProvider with
      org.diskmill.store.filesystem.FilesystemStoreProvider;
}
