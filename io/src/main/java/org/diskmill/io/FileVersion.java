// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which version of a file was opened. */
record FileVersion(BasicFileAttributes attributes) {
  static FileVersion of(Path path) throws IOException {
    try {
      return new FileVersion(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException missing) {
      throw new NoSuchFileException(path.toString(), null, "no such file");
    }
  }

  boolean sameFile(BasicFileAttributes other) {
    return Objects.equals(attributes.fileKey(), other.fileKey());
  }

  /** Equal for two openings of one version of one file; empty where the platform cannot tell. */
  Optional<Object> identity() {
    return Optional.ofNullable(attributes.fileKey())
        .map(key -> List.of(key, attributes.size(), attributes.lastModifiedTime()));
  }

  /** Whether that version is what is at the path now. */
  boolean isStill(Path path) throws IOException {
    BasicFileAttributes now = of(path).attributes();
    return sameFile(now) && !overwrittenBy(now);
  }

  boolean overwrittenBy(BasicFileAttributes now) {
    return attributes.isRegularFile()
        && sameFile(now)
        && (attributes.size() != now.size()
            || !attributes.lastModifiedTime().equals(now.lastModifiedTime()));
  }
}
