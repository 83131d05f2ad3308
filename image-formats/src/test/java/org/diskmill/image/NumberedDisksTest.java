// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.contract.Written;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedDisksTest {
  @TempDir
  private Path directory;

  private static Reference parent(String name) {
    return new Reference(Reference.Role.PARENT, name, Optional.of("vdi"));
  }

  @Test
  void eachFileIsLookedIntoOnce() throws IOException {
    byte[] disk = Written.file(new byte[512], WriteOptions.of("vdi"), 1);
    Path first = Files.write(directory.resolve("first"), disk);
    String id = String.valueOf(
        Images.info(Sources.file(first), OpenOptions.as("vdi")).details().get("uuid"));
    NumberedDisks numbered = new NumberedDisks();
    assertEquals(List.of(first), numbered.find(directory, parent(id)));
    Files.write(directory.resolve("second"), disk);
    assertEquals(List.of(first), numbered.find(directory, parent(id)));
    assertEquals(2, new NumberedDisks().find(directory, parent(id)).size());
    assertEquals(List.of(), numbered.find(directory, parent("first")));
  }
}
