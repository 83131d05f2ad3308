// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Finds the disk that has an id, since that is all by which VirtualBox's disks know their parent. */
final class NumberedDisks {
  private static final int MOST_FILES = 10_000;

  private NumberedDisks() {}

  /** The plain name of the file, where the reference is such an id and a file has it. */
  static Optional<String> find(Path directory, Reference reference) throws IOException {
    if (reference.format().isEmpty()) {
      return Optional.empty();
    }
    UUID wanted;
    try {
      wanted = UUID.fromString(reference.name());
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
    int looked = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Path name = file.getFileName();
        if (name != null
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.isReadable(file)
            && looked++ < MOST_FILES
            && has(file, wanted)) {
          return Optional.of(name.toString());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean has(Path file, UUID wanted) throws IOException {
    try (Source source = Sources.file(file)) {
      return Formats.has(source, wanted);
    }
  }
}
