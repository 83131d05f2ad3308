// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Passphrases;
import org.diskmill.image.References;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** qcow version 1 as QEMU writes it. */
class QcowTest {
  @TempDir
  private Path directory;

  private byte[] disk = new byte[0];

  @BeforeEach
  void needsQemu() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    disk = Patterns.bytes(5, (5 << 20) + 512);
    Arrays.fill(disk, 1 << 20, 2 << 20, (byte) 0);
    for (int i = 3 << 20; i < 4 << 20; i++) {
      disk[i] = (byte) (i % 97);
    }
    Files.write(directory.resolve("disk.raw"), disk);
    Files.writeString(directory.resolve("pw"), "a longer passphrase than the key");
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private byte[] read(String name) throws IOException {
    OpenOptions open = OpenOptions.probing()
        .references(References.in(directory))
        .backingFormat(Optional.of("raw"))
        .passphrases(Passphrases.of("a longer passphrase than the key".toCharArray()));
    try (DiskImage image = Images.open(Sources.file(directory.resolve(name)), open)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  @Test
  void plainAndCompressed() throws IOException {
    Tools.ok("qemu-img", "convert", "-f", "raw", "-O", "qcow", at("disk.raw"), at("plain"));
    assertArrayEquals(disk, read("plain"));
    // qemu-img 7.2 ends with an error here, after it has written all of it.
    Tools.run(List.of(
        "qemu-img", "convert", "-c", "-f", "raw", "-O", "qcow", at("disk.raw"), at("packed")));
    Tools.ok("qemu-img", "convert", "-f", "qcow", "-O", "raw", at("packed"), at("theirs"));
    assertArrayEquals(Files.readAllBytes(directory.resolve("theirs")), read("packed"));
  }

  @Test
  void encrypted() throws IOException {
    Tools.ok(
        "qemu-img",
        "convert",
        "--object",
        "secret,id=s,file=" + at("pw"),
        "-f",
        "raw",
        "-O",
        "qcow",
        "-o",
        "encrypt.format=aes,encrypt.key-secret=s",
        at("disk.raw"),
        at("aes"));
    assertArrayEquals(disk, read("aes"));
  }

  @Test
  void overABackingFile() throws IOException {
    Tools.ok(
        "qemu-img", "create", "-q", "-f", "qcow", "-b", "disk.raw", "-F", "raw", at("top"), "6M");
    Tools.ok("qemu-io", "-f", "qcow", "-c", "write -P 7 100k 5k", at("top"));
    Tools.ok("qemu-img", "convert", "-f", "qcow", "-O", "raw", at("top"), at("theirs"));
    assertArrayEquals(Files.readAllBytes(directory.resolve("theirs")), read("top"));
  }
}
