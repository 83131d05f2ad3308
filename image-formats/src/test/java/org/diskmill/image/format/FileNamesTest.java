// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Reference;
import org.junit.jupiter.api.Test;

class FileNamesTest {
  private static List<String> asked(String name) throws IOException {
    List<String> asked = new ArrayList<>();
    Reference reference = new Reference(Reference.Role.BACKING, name, Optional.of("qcow2"));
    Optional<?> nothing = FileNames.of(reference).resolve(one -> {
      assertEquals(reference.role(), one.role());
      assertEquals(reference.format(), one.format());
      asked.add(one.name());
      return Optional.empty();
    });
    assertEquals(Optional.empty(), nothing);
    return asked;
  }

  @Test
  void aPathIsAskedForAsItIsSpelledAndThenByItsBareName() throws IOException {
    assertEquals(List.of("base.qcow2"), asked("base.qcow2"));
    assertEquals(List.of("/srv/images/base.qcow2", "base.qcow2"), asked("/srv/images/base.qcow2"));
    assertEquals(List.of("../a/base.qcow2", "base.qcow2"), asked("../a/base.qcow2"));
  }

  @Test
  void theFileProtocolIsNoPartOfThePath() throws IOException {
    assertEquals(List.of("file:base.qcow2", "base.qcow2"), asked("file:base.qcow2"));
    assertEquals(
        List.of("file:/srv/base.qcow2", "/srv/base.qcow2", "base.qcow2"),
        asked("file:/srv/base.qcow2"));
  }

  @Test
  void aNameWithAnotherProtocolIsNothingButItself() throws IOException {
    for (String name : List.of(
        "json:{\"file.filename\":\"/srv/base.qcow2\"}",
        "nbd:host:10809",
        "https://host/base.qcow2",
        "file:json:{\"driver\":\"raw\"}")) {
      assertEquals(List.of(name), asked(name));
    }
  }

  @Test
  void aColonAfterASlashOrADriveIsNoProtocol() throws IOException {
    assertEquals(List.of("./a:b.qcow2", "a:b.qcow2"), asked("./a:b.qcow2"));
    assertEquals(
        List.of("C:\\disks\\base.qcow2", "C:/disks/base.qcow2", "base.qcow2"),
        asked("C:\\disks\\base.qcow2"));
  }
}
