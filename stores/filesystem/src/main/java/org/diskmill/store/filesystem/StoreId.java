// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The id that a store keeps in its directory, so as to know it again. */
final class StoreId {
  private static final String NAME = "store-id";
  private static final int LENGTH = 36;

  private StoreId() {}

  static Optional<String> find(Path staging) throws IOException {
    try (FileChannel file = FileChannel.open(staging.resolve(NAME), StandardOpenOption.READ)) {
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
  static Optional<String> findOrMake(Path staging, DiskCalls calls) throws IOException {
    Optional<String> found = find(staging);
    if (found.isPresent() || !Files.isWritable(parent(staging))) {
      return found;
    }
    try {
      make(staging, calls);
    } catch (AccessDeniedException | UnsupportedOperationException cannot) {
      return Optional.empty();
    } catch (FileSystemException cannot) {
      // Read-only, full, without hard links: an id is useful, not needed.
      return find(staging);
    }
    return find(staging);
  }

  private static void make(Path staging, DiskCalls calls) throws IOException {
    if (!Files.isDirectory(staging)) {
      StagingArea.makeDirectory(staging, calls);
    }
    String id = UUID.randomUUID().toString();
    Path draft = staging.resolve(NAME + "." + id);
    try (FileChannel file =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      calls.write(file, ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)), 0);
      calls.force(file, true);
      // Whole or not at all, and of two who do this at once the first wins.
      calls.link(staging.resolve(NAME), draft);
    } catch (FileAlreadyExistsException second) {
      return;
    } finally {
      calls.delete(draft);
    }
    calls.forceDirectory(staging);
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
