// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.OtherStoreException;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a store, and the certainty that it is still the same one.
 *
 * <p>A directory is known by its device and number. A network mount may have another device number
 * when it comes back; then the id that the store keeps in it decides. Safe for use by many threads.
 */
final class Root {
  private final Path path;
  private final Optional<String> id;
  private volatile @Nullable Object fileKey;

  private Root(Path path, Optional<String> id, @Nullable Object fileKey) {
    this.path = path;
    this.id = id;
    this.fileKey = fileKey;
  }

  /** Opens it; with an id that is expected, only if it is the one, and otherwise as it was. */
  static Root open(Path named, boolean create, Optional<String> expected, DiskCalls calls)
      throws IOException {
    if (create && expected.isEmpty() && !Files.exists(named)) {
      Files.createDirectories(named);
    }
    if (!Files.isDirectory(named)) {
      throw new StoreException(Reason.UNREACHABLE, named + ": is not there, or no directory");
    }
    Path path = named.toRealPath();
    if (expected.isPresent()) {
      Optional<String> found = StoreId.find(path);
      if (!found.equals(expected)) {
        throw new OtherStoreException(path.toString(), found, expected.get());
      }
    }
    Optional<String> id = StoreId.findOrMake(path, calls);
    return new Root(path, id, attributes(path).fileKey());
  }

  /** The file of an object. */
  Path file(ObjectKey key) {
    return path.resolve(key.value());
  }

  /** What the directory has to be known by, when it was opened; empty if it could not be written. */
  Optional<String> id() {
    return id;
  }

  Path path() {
    return path;
  }

  Path staging() {
    return path.resolve(StagingArea.NAME);
  }

  long usableSpace() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  /** Whether all folders above an object are real ones, and not links to elsewhere. */
  boolean hasFolders(ObjectKey key) {
    Path folder = path;
    Path relative = path.relativize(file(key));
    for (int level = 0; level < relative.getNameCount() - 1; level++) {
      folder = folder.resolve(relative.getName(level));
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes sure that the directory is the one that was opened.
   *
   * @throws StoreException UNREACHABLE when it is not
   */
  void requireHere() throws StoreException {
    try {
      Object now = attributes(path).fileKey();
      if (now != null && now.equals(fileKey)) {
        return;
      }
      if (id.isPresent() && StoreId.find(path).equals(id)) {
        fileKey = now;
        return;
      }
    } catch (IOException gone) {
      throw new StoreException(
          Reason.UNREACHABLE, path + ": the store's directory cannot be reached", gone);
    }
    throw new StoreException(
        Reason.UNREACHABLE,
        path + ": is another directory than the store's; is something not mounted?");
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
