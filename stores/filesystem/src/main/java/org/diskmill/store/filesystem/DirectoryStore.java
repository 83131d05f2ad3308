// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.store.Capability;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.diskmill.store.Precondition;
import org.diskmill.store.Store;
import org.diskmill.store.StoreException;
import org.diskmill.store.StoreException.Reason;
import org.diskmill.store.StoreTraits;
import org.diskmill.store.Upload;
import org.diskmill.store.UploadListing;
import org.diskmill.store.UploadToken;

/** The store, whose failures are still those of the operating system. */
final class DirectoryStore implements Store, UploadListing {
  private static final int MAX_PART_BYTES = 1 << 30;

  private final Root root;
  private final StagingArea staging;
  private final FilesystemOptions options;
  private final DiskCalls calls;
  private final Publisher publisher;
  private final StoreTraits traits;

  DirectoryStore(Root root, StagingArea staging, FilesystemOptions options, DiskCalls calls) {
    this.root = root;
    this.staging = staging;
    this.options = options;
    this.calls = calls;
    this.publisher = new Publisher(root, staging, calls);
    this.traits = traits(options);
  }

  private static StoreTraits traits(FilesystemOptions options) {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    if (!options.checkParts()) {
      capabilities.remove(Capability.CHECKED_PARTS);
    }
    return new StoreTraits(capabilities, Long.MAX_VALUE, 1, MAX_PART_BYTES, Integer.MAX_VALUE);
  }

  @Override
  public StoreTraits traits() {
    return traits;
  }

  @Override
  public Optional<String> identity() {
    return root.id();
  }

  @Override
  public Optional<ObjectStat> stat(ObjectKey key) throws IOException {
    Optional<ObjectStat> found =
        root.hasFolders(key) ? Versions.stat(key, root.file(key)) : Optional.empty();
    if (found.isEmpty()) {
      // Nothing is there in a directory that is not mounted, either.
      root.requireHere();
    }
    return found;
  }

  @Override
  public Source open(ObjectStat stat) throws IOException {
    requireThere(stat);
    try {
      Source source = Sources.file(root.file(stat.key()));
      try {
        // The same before and after opening: versions never come back, so this is the one opened.
        requireThere(stat);
        return source;
      } catch (IOException | RuntimeException failed) {
        source.close();
        throw failed;
      }
    } catch (NoSuchFileException gone) {
      throw gone(stat);
    }
  }

  @Override
  public Upload begin(ObjectKey key) throws IOException {
    root.requireHere();
    StagingArea.Begun begun = staging.create(key);
    return open(begun.folder(), begun.hold());
  }

  @Override
  public Upload resume(UploadToken token) throws IOException {
    root.requireHere();
    UploadFolder folder = staging.find(token).orElseThrow(() -> noUpload(token));
    try {
      return open(folder, staging.hold(folder));
    } catch (NoSuchFileException ended) {
      throw noUpload(token);
    }
  }

  private Upload open(UploadFolder folder, UploadLocks.Hold hold) throws IOException {
    Arrivals arrivals;
    try {
      arrivals = Arrivals.open(folder, traits, options.forceEveryBytes(), calls);
    } catch (IOException | RuntimeException failed) {
      hold.close();
      throw failed;
    }
    return new FilesystemUpload(
        root, staging, folder, hold, arrivals, publisher, options.checkParts());
  }

  @Override
  public void delete(ObjectKey key, Precondition when) throws IOException {
    publisher.delete(key, when);
  }

  @Override
  public Page list(Optional<ObjectKey> folder, Optional<ObjectKey> after) throws IOException {
    root.requireHere();
    return new Listing(root, options.pageObjects(), after).page(folder);
  }

  @Override
  public Optional<UploadListing> uploads() {
    return Optional.of(this);
  }

  @Override
  public List<Pending> pending() throws IOException {
    root.requireHere();
    List<Pending> pending = new ArrayList<>();
    for (UploadFolder folder : staging.all()) {
      pending.add(new Pending(folder.token(), touched(folder)));
    }
    return pending;
  }

  private static Instant touched(UploadFolder folder) throws IOException {
    Instant latest = Instant.EPOCH;
    for (Path file : List.of(folder.data(), folder.journal())) {
      try {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        latest = time.isAfter(latest) ? time : latest;
      } catch (NoSuchFileException justEnded) {
        return latest;
      }
    }
    return latest;
  }

  @Override
  public void abandon(UploadToken token) throws IOException {
    root.requireHere();
    staging.abandon(token);
  }

  @Override
  public void close() throws IOException {
    publisher.close();
  }

  @Override
  public String toString() {
    return "file:" + root;
  }

  private void requireThere(ObjectStat stat) throws IOException {
    if (!stat(stat.key()).equals(Optional.of(stat))) {
      throw gone(stat);
    }
  }

  private StoreException gone(ObjectStat stat) {
    return new StoreException(
        Reason.GONE, root.file(stat.key()) + ": version " + stat.version() + " is not there");
  }

  private StoreException noUpload(UploadToken token) {
    return new StoreException(Reason.GONE, root + ": " + token + ": there is no such upload");
  }
}
