// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/**
 * Finds the disks that have an id, since that is all by which VirtualBox's disks know their parent.
 * Looks into each file once, so one is good for one opening. Safe for use by many threads.
 */
final class NumberedDisks {
  private static final int MOST_FILES = 10_000;

  private final Map<Path, Map<UUID, List<Path>>> byDirectory = new HashMap<>();

  /** The files in that directory with the id that the reference is; none where it is no id. */
  List<Path> find(Path directory, Reference reference) throws IOException {
    Optional<UUID> wanted = id(reference);
    return wanted.isPresent() ? in(directory).getOrDefault(wanted.get(), List.of()) : List.of();
  }

  private static Optional<UUID> id(Reference reference) {
    if (reference.role() != Reference.Role.PARENT_ID) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(reference.name()));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  private synchronized Map<UUID, List<Path>> in(Path directory) throws IOException {
    Map<UUID, List<Path>> known = byDirectory.get(directory);
    if (known == null) {
      known = read(directory);
      byDirectory.put(directory, known);
    }
    return known;
  }

  private static Map<UUID, List<Path>> read(Path directory) throws IOException {
    Map<UUID, List<Path>> ids = new HashMap<>();
    int looked = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.isReadable(file)
            && looked++ < MOST_FILES) {
          for (UUID id : idsOf(file)) {
            ids.computeIfAbsent(id, none -> new ArrayList<>()).add(file);
          }
        }
      }
    }
    return ids;
  }

  private static Iterable<UUID> idsOf(Path file) throws IOException {
    try (Source source = Sources.file(file)) {
      return Formats.ids(source);
    }
  }
}
