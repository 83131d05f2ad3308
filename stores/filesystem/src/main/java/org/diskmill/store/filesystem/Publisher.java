// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Precondition;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;

/**
 * Shows, replaces and deletes objects.
 *
 * <p>The order is what survives a crash: the file was forced when it was staged; it gets its name;
 * the name's directory is forced; only then does the upload's folder go, since until then it is what
 * a repair starts from. A name that we gave ourselves is known by its version, so that a step whose
 * answer was lost, as network file systems do, is not taken for somebody else's. Safe for use by
 * many threads.
 */
final class Publisher implements AutoCloseable {
  private final Root root;
  private final StagingArea staging;
  private final DiskCalls calls;
  private final ChangeLock lock;

  Publisher(Root root, StagingArea staging, DiskCalls calls) {
    this.root = root;
    this.staging = staging;
    this.calls = calls;
    this.lock = new ChangeLock(root.staging().resolve("lock"));
  }

  ObjectStat publish(FilesystemStaged staged, Precondition when) throws IOException {
    root.requireHere();
    Path object = root.file(staged.key());
    if (!isShown(staged, object)) {
      requireUnchanged(staged);
      makeFolders(staged.key());
      if (when instanceof Precondition.Absent) {
        create(staged, object);
      } else {
        lock.holding(when instanceof Precondition.Version, () -> {
          replace(staged, object, when);
          return true;
        });
      }
    }
    forceFolders(object);
    staging.remove(staged.folder());
    return staged.stat();
  }

  void delete(ObjectKey key, Precondition when) throws IOException {
    root.requireHere();
    if (!root.hasFolders(key) || Versions.of(root.file(key)).isEmpty()) {
      return;
    }
    lock.holding(when instanceof Precondition.Version, () -> {
      Optional<String> there = Versions.of(root.file(key));
      if (there.isPresent()) {
        requireHolds(key, there, when);
        calls.delete(root.file(key));
        calls.forceDirectory(parent(root.file(key)));
      }
      return true;
    });
  }

  void discard(UploadFolder folder) throws IOException {
    staging.remove(folder);
  }

  /** Fails unless the bytes are those that were staged. */
  void requireUnchanged(FilesystemStaged staged) throws IOException {
    String found = Versions.of(staged.folder().data()).orElse("");
    if (found.isEmpty()) {
      throw new StoreException(
          Reason.GONE, staged.folder().data() + ": is gone: discarded, swept or published");
    }
    if (!found.equals(staged.version())) {
      throw new StoreException(
          Reason.CORRUPTED,
          staged.folder().data()
              + ": changed since it was staged: version "
              + found
              + ", expected "
              + staged.version());
    }
  }

  /** The only naming that never overwrites, also against those who do not take our locks. */
  private void create(FilesystemStaged staged, Path object) throws IOException {
    try {
      calls.link(object, staged.folder().data());
    } catch (FileAlreadyExistsException taken) {
      if (!isShown(staged, object)) {
        throw conflict(staged.key(), Versions.of(object), new Precondition.Absent());
      }
    } catch (UnsupportedOperationException noLinks) {
      throw new StoreException(
          Reason.UNSUPPORTED,
          root + ": no hard links here, so absence can be no condition",
          noLinks);
    }
  }

  private void replace(FilesystemStaged staged, Path object, Precondition when) throws IOException {
    if (isShown(staged, object)) {
      return;
    }
    requireHolds(staged.key(), Versions.of(object), when);
    if (Files.isDirectory(object, LinkOption.NOFOLLOW_LINKS)) {
      throw new StoreException(Reason.CONFLICT, object + ": is a folder of other objects");
    }
    try {
      calls.replace(staged.folder().data(), object);
    } catch (NoSuchFileException moved) {
      if (!isShown(staged, object)) {
        throw moved;
      }
    }
  }

  private boolean isShown(FilesystemStaged staged, Path object) throws IOException {
    return root.hasFolders(staged.key())
        && Versions.of(object).equals(Optional.of(staged.version()));
  }

  private void requireHolds(ObjectKey key, Optional<String> there, Precondition when)
      throws StoreException {
    boolean holds = when instanceof Precondition.Whatever
        || (when instanceof Precondition.Version wanted
            && there.equals(Optional.of(wanted.version())));
    if (!holds) {
      throw conflict(key, there, when);
    }
  }

  private StoreException conflict(ObjectKey key, Optional<String> there, Precondition when) {
    String message =
        root.file(key) + ": found " + there.map("version "::concat).orElse("nothing of ours");
    return new StoreException(Reason.CONFLICT, message + ", expected " + when);
  }

  private void makeFolders(ObjectKey key) throws IOException {
    Path folder = root.path();
    Path relative = root.path().relativize(root.file(key));
    for (int level = 0; level < relative.getNameCount() - 1; level++) {
      folder = folder.resolve(relative.getName(level));
      StagingArea.makeDirectory(folder, calls);
    }
  }

  /** The folders above were forced when they were made, whoever made them. */
  private void forceFolders(Path object) throws IOException {
    calls.forceDirectory(parent(object));
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + ": has no directory");
    }
    return parent;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
