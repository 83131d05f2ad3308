// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.Written;
import org.diskmill.image.format.vdi.VdiFiles;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains that come back to a file they were at. */
class LoopTest {
  private static final byte[] DISK = Patterns.bytes(1, 64 << 10);

  @TempDir
  private Path directory;

  private static byte[] overlay(String name, String format) throws IOException {
    byte[] base = Written.file(new byte[DISK.length], WriteOptions.of(format), 1);
    WriteOptions options =
        WriteOptions.of("qcow2").with("backing_file", name).with("backing_fmt", format);
    return Written.over(base, DISK, options);
  }

  private OpenOptions options(String format) throws IOException {
    return OpenOptions.as(format).references(References.in(directory));
  }

  @Test
  void areToldAfterOneRound() throws IOException {
    Files.write(directory.resolve("a"), overlay("b", "qcow2"));
    Files.write(directory.resolve("b"), overlay("c", "qcow2"));
    Files.write(directory.resolve("c"), overlay("a", "qcow2"));
    List<String> asked = new ArrayList<>();
    ReferenceResolver inside = References.in(directory);
    ReferenceResolver door = reference -> {
      asked.add(reference.name());
      return inside.resolve(reference);
    };
    OpenOptions options = OpenOptions.as("qcow2").references(door);
    Source source = Sources.file(directory.resolve("a"));
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> Images.open(source, options));
    assertTrue(refused.toString().endsWith("a, so it has no end"), refused.toString());
    assertEquals(List.of("b", "c", "a"), asked);
  }

  @Test
  void areToldWhereParentsAreKnownByIds() throws IOException {
    for (int i = 0; i < 2; i++) {
      byte[] file = VdiFiles.file(DISK, 4, 0, true);
      ByteBuffer b = VdiFiles.wrap(file);
      VdiFiles.child(b, 4);
      VdiFiles.id(b, 0x188, new UUID(7, 1 + i));
      VdiFiles.id(b, 0x1a8, new UUID(7, 2 - i));
      Files.write(directory.resolve(i + ".vdi"), file);
    }
    Source source = Sources.file(directory.resolve("0.vdi"));
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> Images.open(source, options("vdi")));
    assertTrue(refused.toString().contains("leads back to"), refused.toString());
  }

  /** Other bytes of the same file, or the same file taken for something else, are no loop. */
  @Test
  void aFileThatIsOnceRawIsNoLoop() throws IOException {
    Files.write(directory.resolve("a"), overlay("b", "qcow2"));
    Files.write(directory.resolve("b"), overlay("a", "raw"));
    Source source = Sources.file(directory.resolve("a"));
    assertArrayEquals(DISK, Memory.content(Images.open(source, options("qcow2"))));
  }
}
