// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  private static Reference named(String name) {
    return new Reference(Reference.Role.BACKING, name, Optional.of("raw"));
  }

  private static String content(ReferenceResolver door, String name) throws IOException {
    Optional<Source> found = door.resolve(named(name));
    if (found.isEmpty()) {
      return "refused";
    }
    try (Source source = found.get()) {
      ByteBuffer bytes = ByteBuffer.allocate((int) source.size());
      source.readFully(0, bytes);
      return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }
  }

  @Test
  void aRelativeNameIsSeenFromTheFileThatHasIt() throws IOException {
    Path below = Files.createDirectories(allowed.resolve("a/b"));
    Files.writeString(below.resolve("base.raw"), "below");
    Files.writeString(below.resolve("top"), "top");
    Files.writeString(below.resolveSibling("middle"), "middle");
    ReferenceResolver door = References.in(allowed, below.resolve("top"));
    assertEquals("below", content(door, "base.raw"));
    assertEquals("middle", content(door, "../middle"));
    assertEquals("base", content(door, "../../base.raw"));
    assertEquals("base", content(door.behind(named("../middle")), "../base.raw"));
    assertEquals("below", content(door.behind(named("../middle")), "b/base.raw"));
    assertEquals("refused", content(door, "../../../secret"));
    assertEquals("refused", content(door.behind(named("../middle")), "../../secret"));
  }

  @Test
  void whatIsNotBesideTheFileIsLookedForInTheDirectory() throws IOException {
    Path below = Files.createDirectories(allowed.resolve("a"));
    Files.writeString(below.resolve("top"), "top");
    ReferenceResolver door = References.in(allowed, below.resolve("top"));
    assertEquals("base", content(door, "base.raw"));
    assertEquals("base", content(door.behind(named("absent")), "base.raw"));
  }

  @Test
  void anImageOutsideSeesTheDirectoryOnly() throws IOException {
    Files.writeString(directory.resolve("base.raw"), "beside");
    Path image = Files.writeString(directory.resolve("top"), "top");
    ReferenceResolver door = References.in(allowed, image);
    assertEquals("base", content(door, "base.raw"));
    assertEquals("refused", content(door, "secret"));
    assertEquals("refused", content(door, "../secret"));
  }

  @Test
  void aFileIsNotWhatItNamesItself() throws IOException {
    Path below = Files.createDirectories(allowed.resolve("a"));
    Path image = Files.writeString(below.resolve("base.raw"), "overlay");
    assertEquals("base", content(References.in(allowed, image), "base.raw"));
    assertEquals("refused", content(References.in(below, image), "base.raw"));
  }

  @Test
  void aLinkSeesOthersFromWhereItLies() throws IOException {
    Path far = Files.createDirectories(allowed.resolve("far/away"));
    Files.writeString(far.resolve("middle"), "middle");
    Files.writeString(allowed.resolve("below"), "here");
    Files.createSymbolicLink(allowed.resolve("link"), far.resolve("middle"));
    ReferenceResolver door = References.in(allowed);
    assertEquals("middle", content(door, "link"));
    assertEquals("here", content(door.behind(named("link")), "below"));
  }

  @Test
  void aDirectoryThatLeadsOutIsNoWayOut() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("middle"), "middle");
    Files.createSymbolicLink(allowed.resolve("door"), outside);
    Files.createSymbolicLink(outside.resolve("back"), allowed.resolve("base.raw"));
    ReferenceResolver door = References.in(allowed);
    assertEquals("refused", content(door, "door/middle"));
    assertEquals("base", content(door, "door/back"));
    assertEquals("refused", content(door.behind(named("door/back")), "middle"));
  }
}
