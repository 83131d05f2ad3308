// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.store.InterceptedStore;

/**
 * A store in a directory, local or on a network.
 *
 * <p>The directory must be there when the store is opened, and stay: every change first makes sure
 * that it is still the same one, so that a mount that went away does not lead to writing on the disk
 * below it. When it comes back, the store works again. Objects are never written in place: they
 * appear by a hard link or a rename, forced to storage. The store's identity is in {@code .store-id}
 * in its root; a directory that could never be written has none.
 *
 * <p>Several processes may use one directory. Within one process, use one store per directory:
 * operating systems drop a process's file locks when any of its handles on the file is closed.
 * Without file locks, as on some network mounts, an object can be created, replaced and deleted, but
 * not under the condition of a version. Safe for use by many threads.
 */
public final class FilesystemStore extends InterceptedStore {
  private FilesystemStore(DirectoryStore inner, Root root) {
    super(inner, new Failures(root));
  }

  /**
   * Opens the store in an existing directory. The caller closes it.
   *
   * @throws org.diskmill.store.StoreException UNREACHABLE when there is no such directory
   */
  public static FilesystemStore open(Path root) throws IOException {
    return open(root, FilesystemOptions.DEFAULT);
  }

  /** As above, with options. */
  public static FilesystemStore open(Path root, FilesystemOptions options) throws IOException {
    return open(root, options, Optional.empty());
  }

  /**
   * As above, but only the store that is known by an identity. Nothing is made or changed where that
   * one is not.
   *
   * @throws org.diskmill.store.OtherStoreException when it is another one, or none
   */
  static FilesystemStore open(Path root, FilesystemOptions options, Optional<String> identity)
      throws IOException {
    return open(root, options, identity, new JdkDiskCalls());
  }

  static FilesystemStore open(Path path, FilesystemOptions options, DiskCalls calls)
      throws IOException {
    return open(path, options, Optional.empty(), calls);
  }

  private static FilesystemStore open(
      Path path, FilesystemOptions options, Optional<String> identity, DiskCalls calls)
      throws IOException {
    Root root = Root.open(path, options.create(), identity, calls);
    StagingArea staging = new StagingArea(root, calls);
    staging.repair();
    return new FilesystemStore(new DirectoryStore(root, staging, options, calls), root);
  }
}
