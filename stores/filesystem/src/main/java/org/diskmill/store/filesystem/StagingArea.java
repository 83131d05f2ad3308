// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.StoreException;
import org.diskmill.store.UploadToken;

/**
 * The folders of all uploads.
 *
 * <p>What a crash can leave there, and what the next start makes of it: a folder without a whole
 * journal was never told to anyone and goes away; one whose bytes are gone, or are those of the
 * published object, had ended and goes away; any other is an upload that can be resumed. Safe for
 * use by many threads.
 */
final class StagingArea {
  static final String NAME = ".staging";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int ATTEMPTS = 5;

  private final Root root;
  private final DiskCalls calls;
  private final UploadLocks locks = new UploadLocks();

  StagingArea(Root root, DiskCalls calls) {
    this.root = root;
    this.calls = calls;
  }

  /** A folder that was made for an upload, and is held. */
  record Begun(UploadFolder folder, UploadLocks.Hold hold) {}

  Begun create(ObjectKey key) throws IOException {
    makeDirectory(root.staging(), calls);
    for (int attempt = 1; ; attempt++) {
      String id = UUID.randomUUID().toString();
      UploadFolder folder =
          new UploadFolder(new UploadToken(key, id), root.staging().resolve(id));
      calls.createDirectory(folder.path());
      Optional<UploadLocks.Hold> hold = holdNew(folder);
      if (hold.isPresent()) {
        fill(folder, hold.get());
        return new Begun(folder, hold.get());
      }
      if (attempt == ATTEMPTS) {
        throw new IOException(folder.path() + ": others keep removing new folders");
      }
    }
  }

  /** A process that starts just now may take an empty folder for a left-over one. */
  private Optional<UploadLocks.Hold> holdNew(UploadFolder folder) throws IOException {
    try {
      return locks.take(folder);
    } catch (NoSuchFileException swept) {
      return Optional.empty();
    }
  }

  /** The bytes come before the journal: a whole journal without bytes means that it has ended. */
  private void fill(UploadFolder folder, UploadLocks.Hold hold) throws IOException {
    try {
      FileChannel.open(folder.data(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
          .close();
      Journal.create(folder.journal(), folder.token().key(), calls);
      calls.forceDirectory(folder.path());
      calls.forceDirectory(root.staging());
    } catch (IOException | RuntimeException failed) {
      hold.close();
      remove(folder);
      throw failed;
    }
  }

  /**
   * Takes an upload's folder, until the hold is closed.
   *
   * @throws StoreException BUSY when somebody else has it
   */
  UploadLocks.Hold hold(UploadFolder folder) throws IOException {
    return locks
        .take(folder)
        .orElseThrow(() -> new StoreException(
            StoreException.Reason.BUSY,
            root + ": " + folder.token() + ": somebody else is at work on this upload"));
  }

  /** The folder of an upload that has not ended. */
  Optional<UploadFolder> find(UploadToken token) throws IOException {
    if (!ID.matcher(token.id()).matches()) {
      return Optional.empty();
    }
    Optional<UploadFolder> found = read(root.staging().resolve(token.id()));
    return found.filter(folder -> folder.token().equals(token));
  }

  /** The folders of all uploads that have not ended. */
  List<UploadFolder> all() throws IOException {
    List<UploadFolder> all = new ArrayList<>();
    for (Path path : folders()) {
      read(path).ifPresent(all::add);
    }
    return all;
  }

  /** Ends what a crash left half done. */
  void repair() throws IOException {
    for (Path path : folders()) {
      if (Journal.key(path.resolve("journal")).isEmpty()) {
        removeUnfinished(path);
      } else {
        Optional<UploadFolder> unused = read(path);
      }
    }
  }

  /**
   * Removes an upload that nobody is at work on.
   *
   * @throws StoreException BUSY when somebody is
   */
  @SuppressWarnings("try")
  void abandon(UploadToken token) throws IOException {
    Optional<UploadFolder> folder = find(token);
    if (folder.isPresent()) {
      try (UploadLocks.Hold held = hold(folder.get())) {
        remove(folder.get());
      } catch (NoSuchFileException ended) {
        // Which is what was wanted.
        return;
      }
    }
  }

  /** Removes a folder, whoever has it. */
  void remove(UploadFolder folder) throws IOException {
    // In this order, so that a crash in between leaves a journal without bytes.
    calls.delete(folder.data());
    calls.delete(folder.journal());
    calls.delete(folder.lock());
    calls.delete(folder.path());
  }

  /** Makes a directory if it is not there; its entry would survive a crash. */
  static void makeDirectory(Path directory, DiskCalls calls) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try {
        calls.createDirectory(directory);
      } catch (FileAlreadyExistsException there) {
        // Somebody else was quicker; or it is something else.
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          throw there;
        }
      }
    }
    Path parent = directory.getParent();
    if (parent != null) {
      calls.forceDirectory(parent);
    }
  }

  private Optional<UploadFolder> read(Path path) throws IOException {
    Path name = path.getFileName();
    Optional<ObjectKey> key = Journal.key(path.resolve("journal"));
    if (key.isEmpty() || name == null) {
      return Optional.empty();
    }
    UploadFolder folder = new UploadFolder(new UploadToken(key.get(), name.toString()), path);
    if (!hasEnded(folder)) {
      return Optional.of(folder);
    }
    remove(folder);
    return Optional.empty();
  }

  private boolean hasEnded(UploadFolder folder) throws IOException {
    Path object = root.file(folder.token().key());
    if (!root.hasFolders(folder.token().key())) {
      return Versions.of(folder.data()).isEmpty();
    }
    boolean ended =
        Versions.of(folder.data()).isEmpty() || Versions.sameFile(folder.data(), object);
    Path parent = object.getParent();
    if (ended && parent != null) {
      // The name may not have reached storage, and this folder is the last that knows of it.
      calls.forceDirectory(parent);
    }
    return ended;
  }

  @SuppressWarnings("try")
  private void removeUnfinished(Path path) throws IOException {
    Path name = path.getFileName();
    try {
      Optional<HeldLock> lock = HeldLock.take(path.resolve("lock"));
      if (lock.isPresent() && name != null) {
        try (HeldLock held = lock.get()) {
          for (String file : List.of("data", "journal", "lock", "")) {
            calls.delete(path.resolve(file));
          }
        }
      }
    } catch (NoSuchFileException gone) {
      // Whoever made it has removed it.
    }
  }

  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(root.staging(), path -> ID.matcher(name(path)).matches())) {
      entries.forEach(folders::add);
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
    return folders;
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
