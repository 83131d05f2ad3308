// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.io.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
  @TempDir
  private Path directory;

  private Path allowed;

  @BeforeEach
  void someFiles() throws IOException {
    allowed = Files.createDirectory(directory.resolve("allowed"));
    Files.writeString(allowed.resolve("base.raw"), "base");
    Files.writeString(directory.resolve("secret"), "secret");
  }

  private Optional<Source> resolve(String name) throws IOException {
    Reference reference = new Reference(Reference.Role.BACKING, name, Optional.of("raw"));
    return References.in(allowed).resolve(reference);
  }

  @Test
  void aPlainNameInTheDirectoryIsOpened() throws IOException {
    try (Source source = resolve("base.raw").orElseThrow()) {
      assertEquals(4, source.size());
    }
  }

  @Test
  void whatLeadsOutOfTheDirectoryIsRefused() throws IOException {
    Files.createSymbolicLink(allowed.resolve("link"), directory.resolve("secret"));
    assertTrue(resolve("../secret").isEmpty());
    assertTrue(resolve(directory.resolve("secret").toString()).isEmpty());
    assertTrue(resolve("link").isEmpty());
    assertTrue(resolve("/etc/passwd").isEmpty());
    assertTrue(resolve("json:{\"file.filename\":\"/etc/passwd\"}").isEmpty());
    assertTrue(resolve("base.raw\0").isEmpty());
    assertTrue(resolve(".").isEmpty());
  }
}
