// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

/** The same store, told to check what arrives. */
class CheckingFilesystemStoreTest extends FilesystemStoreTest {
  @Override
  FilesystemOptions options() {
    return super.options().checking();
  }
}
