// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {
  private static final int MIB = 1 << 20;

  @TempDir
  private Path directory;

  private Path image;

  /** Data, 2 MiB of zeros, and data, of which an L2 table covers 2 MiB. */
  @BeforeEach
  void write() throws IOException {
    byte[] disk = Patterns.bytes(1, 4 * MIB);
    Arrays.fill(disk, MIB, 3 * MIB, (byte) 0);
    Path raw = Files.write(directory.resolve("disk.raw"), disk);
    image = directory.resolve("disk.qcow2");
    Ran.run(
            "convert",
            "-f",
            "raw",
            "-O",
            "qcow2",
            "-o",
            "cluster_size=4096",
            raw.toString(),
            image.toString())
        .ok();
  }

  private Ran map(String... options) {
    String[] words = Arrays.copyOf(options, options.length + 2);
    System.arraycopy(options, 0, words, 1, options.length);
    words[0] = "map";
    words[words.length - 1] = image.toString();
    return Ran.run(words);
  }

  @Test
  void whatContinuesIsOneLineAndZerosAreNone() {
    String[] lines = map().ok().out().split("\n");
    assertEquals(3, lines.length, String.join("\n", lines));
    assertTrue(lines[1].startsWith("0x0             0x100000        0x"), lines[1]);
    assertTrue(lines[2].startsWith("0x300000        0x100000        0x"), lines[2]);
    assertTrue(lines[2].endsWith(image.toString()), lines[2]);
  }

  /** VDIs are read by 64 KiB of their map at a time, which is 16,384 blocks. */
  @Test
  void whatGoesOnInAnotherPieceOfTheTableIsOneLine() throws IOException {
    Path raw = directory.resolve("large.raw");
    try (FileChannel file = FileChannel.open(raw, CREATE_NEW, WRITE)) {
      file.write(ByteBuffer.wrap(Patterns.bytes(1, 2 * MIB)), 16_383L * MIB);
    }
    image = directory.resolve("disk.vdi");
    Ran.run("convert", "-f", "raw", "-O", "vdi", raw.toString(), image.toString())
        .ok();
    String[] lines = map().ok().out().split("\n");
    assertEquals(2, lines.length, String.join("\n", lines));
    assertTrue(lines[1].startsWith("0x3fff00000     0x200000        0x"), lines[1]);
  }

  @Test
  void unitsThatAreCompressedAreOneLine() throws IOException {
    byte[] sevens = new byte[2 * MIB];
    Arrays.fill(sevens, (byte) 7);
    Path raw = Files.write(directory.resolve("sevens.raw"), sevens);
    Ran.run("convert", "-f", "raw", "-O", "qcow2", "-c", raw.toString(), image.toString())
        .ok();
    String[] lines = map().ok().out().split("\n");
    assertEquals(2, lines.length, String.join("\n", lines));
    assertTrue(lines[1].startsWith("0x0             0x200000        compressed "), lines[1]);
  }

  @Test
  void inJsonTheZerosAreALineTooAndTheListEnds() {
    String json = map("--json").ok().out();
    assertEquals(3, json.split("\"start\"", -1).length - 1, json);
    assertTrue(json.contains("\"start\" : 1048576,\n        \"length\" : 2097152"), json);
    assertEquals(2, json.split("\"filename\" : \"" + image + "\"", -1).length - 1, json);
    assertTrue(json.startsWith("[") && json.endsWith("]" + System.lineSeparator()), json);
  }

  @Test
  void aMapThatBreaksOffIsNoJson() throws IOException {
    byte[] bytes = Files.readAllBytes(image);
    ByteBuffer qcow2 = ByteBuffer.wrap(bytes);
    qcow2.putLong((int) qcow2.getLong(40) + 8, 513L);
    Files.write(image, bytes);
    Ran ran = map("--json");
    assertEquals(2, ran.exit(), ran.out());
    assertTrue(ran.err().contains("disk.qcow2"), ran.err());
    assertFalse(ran.out().trim().endsWith("]"), ran.out());
  }
}
