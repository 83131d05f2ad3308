// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The id that a store keeps in its root, beside the objects, so as to know it again. */
final class StoreId {
  /** No object has this name: no level of a key begins with a dot. */
  static final String NAME = ".store-id";

  private static final String DRAFT = "store-id.";
  private static final int LENGTH = 36;

  private StoreId() {}

  static Optional<String> find(Path root) throws IOException {
    try (FileChannel file = FileChannel.open(root.resolve(NAME), StandardOpenOption.READ)) {
      ByteBuffer read = ByteBuffer.allocate(LENGTH);
      int count = file.read(read);
      return count == LENGTH
          ? Optional.of(new String(read.array(), StandardCharsets.US_ASCII))
          : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Empty for a directory that cannot be written, which then is known by its number alone. */
  static Optional<String> findOrMake(Path root, DiskCalls calls) throws IOException {
    if (!Files.isWritable(root)) {
      return find(root);
    }
    try {
      if (find(root).isEmpty()) {
        make(root, calls);
      }
      dropDrafts(root.resolve(StagingArea.NAME), calls);
    } catch (UnsupportedOperationException | FileSystemException cannot) {
      // Read-only, full, without hard links: an id is useful, not needed.
      return find(root);
    }
    return find(root);
  }

  private static void make(Path root, DiskCalls calls) throws IOException {
    Path staging = root.resolve(StagingArea.NAME);
    if (!Files.isDirectory(staging)) {
      StagingArea.makeDirectory(staging, calls);
    }
    String id = UUID.randomUUID().toString();
    Path draft = staging.resolve(DRAFT + id);
    try (FileChannel file =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      calls.write(file, ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)), 0);
      calls.force(file, true);
      // Whole or not at all, and of two who do this at once the first wins.
      calls.link(root.resolve(NAME), draft);
    } catch (FileAlreadyExistsException second) {
      return;
    } finally {
      calls.delete(draft);
    }
    calls.forceDirectory(root);
  }

  /** Drafts that a crash left. Whoever is still making one is too late anyway: there is an id. */
  private static void dropDrafts(Path staging, DiskCalls calls) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(staging, DRAFT + "*")) {
      for (Path draft : drafts) {
        calls.delete(draft);
      }
    } catch (DirectoryIteratorException cannot) {
      throw cannot.getCause();
    }
  }
}
