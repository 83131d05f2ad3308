// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedDisksTest {
  @TempDir
  private Path directory;

  private static Reference parent(String name) {
    return new Reference(Reference.Role.PARENT_ID, name, Optional.of("vdi"));
  }

  private static byte[] vdi() throws IOException {
    return Written.file(new byte[512], WriteOptions.of("vdi"), 1);
  }

  private static String id(Path vdi) throws IOException {
    return String.valueOf(
        Images.info(Sources.file(vdi), OpenOptions.as("vdi")).details().get("uuid"));
  }

  @Test
  void eachFileIsLookedIntoOnce() throws IOException {
    byte[] disk = vdi();
    Path first = Files.write(directory.resolve("first"), disk);
    String id = id(first);
    NumberedDisks numbered = new NumberedDisks();
    assertEquals(List.of(first), numbered.find(directory, parent(id)));
    Files.write(directory.resolve("second"), disk);
    assertEquals(List.of(first), numbered.find(directory, parent(id)));
    assertEquals(2, new NumberedDisks().find(directory, parent(id)).size());
    assertEquals(List.of(), numbered.find(directory, parent("first")));
  }

  /** As oVirt names its volumes. */
  @Test
  void aNameThatCouldBeAnIdIsAName() throws IOException {
    String id = id(Files.write(directory.resolve("other"), vdi()));
    byte[] disk = Patterns.bytes(1, 64 << 10);
    Files.write(directory.resolve(id), disk);
    byte[] overlay = Written.over(
        disk, disk, WriteOptions.of("qcow2").with("backing_file", id).with("backing_fmt", "raw"));
    OpenOptions options = OpenOptions.as("qcow2").references(References.in(directory));
    Source source = Sources.bytes("overlay", ByteBuffer.wrap(overlay));
    assertArrayEquals(disk, Memory.content(Images.open(source, options)));
    for (Reference.Role role : Reference.Role.values()) {
      Reference named = new Reference(role, id, Optional.of("vdi"));
      int found = new NumberedDisks().find(directory, named).size();
      assertEquals(role == Reference.Role.PARENT_ID ? 1 : 0, found, role.name());
    }
  }
}
