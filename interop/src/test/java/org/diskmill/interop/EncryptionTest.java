// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.Passphrases;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted qcow2, both ways. */
class EncryptionTest {
  private static final String PASSPHRASE = "correct horse \n";

  @TempDir
  private Path directory;

  private byte[] disk = new byte[0];

  @BeforeEach
  void needsQemu() throws IOException {
    Tools.need("qemu-img");
    disk = Patterns.bytes(3, (3 << 20) + 1536);
    Arrays.fill(disk, 1 << 20, 2 << 20, (byte) 0);
    Files.write(directory.resolve("disk.raw"), disk);
    Files.writeString(directory.resolve("pw"), PASSPHRASE);
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private String secret() {
    return "secret,id=s,file=" + at("pw");
  }

  private String opts(String name) {
    return "driver=qcow2,encrypt.key-secret=s,file.filename=" + at(name);
  }

  private byte[] weRead(String name) throws IOException {
    OpenOptions open =
        OpenOptions.as("qcow2").passphrases(Passphrases.of(PASSPHRASE.toCharArray()));
    try (DiskImage image = Images.open(Sources.file(directory.resolve(name)), open)) {
      ByteBuffer all = ByteBuffer.allocate((int) image.size());
      image.read(0, all);
      return all.array();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "encrypt.format=luks",
        "encrypt.format=luks,encrypt.cipher-alg=aes-128,encrypt.hash-alg=sha1",
        "encrypt.format=luks,encrypt.cipher-mode=cbc,encrypt.ivgen-alg=essiv,"
            + "encrypt.ivgen-hash-alg=sha256",
        "encrypt.format=luks,encrypt.cipher-mode=cbc,encrypt.ivgen-alg=plain,"
            + "encrypt.hash-alg=sha512",
        "encrypt.format=luks,cluster_size=512",
        "encrypt.format=luks,extended_l2=on",
        "encrypt.format=luks,encrypt.cipher-alg=aes-192,encrypt.hash-alg=ripemd160",
        "encrypt.format=luks,encrypt.cipher-alg=aes-128,encrypt.cipher-mode=ctr,encrypt.hash-alg=md5",
        "encrypt.format=luks,encrypt.cipher-alg=serpent-256,encrypt.ivgen-alg=essiv",
        "encrypt.format=luks,encrypt.cipher-alg=serpent-128,encrypt.cipher-mode=ecb,"
            + "encrypt.hash-alg=sha224",
        "encrypt.format=luks,encrypt.cipher-alg=twofish-256,encrypt.cipher-mode=cbc,"
            + "encrypt.ivgen-alg=essiv,encrypt.ivgen-hash-alg=md5",
        "encrypt.format=luks,encrypt.cipher-alg=twofish-192,encrypt.hash-alg=sha384",
        "encrypt.format=luks,encrypt.cipher-alg=cast5-128,encrypt.cipher-mode=ctr,"
            + "encrypt.ivgen-alg=essiv,encrypt.ivgen-hash-alg=md5",
        "encrypt.format=luks,encrypt.cipher-alg=cast5-128,encrypt.cipher-mode=cbc"
      })
  void weReadTheLuksThatQemuWrites(String options) throws IOException {
    String all = options + ",encrypt.iter-time=10,encrypt.key-secret=s";
    List<String> convert = List.of(
        "qemu-img",
        "convert",
        "--object",
        secret(),
        "-f",
        "raw",
        "-O",
        "qcow2",
        "-o",
        all,
        at("disk.raw"),
        at("luks"));
    Tools.Result result = Tools.run(convert);
    for (int i = 0; i < 10 && result.output().contains("accurate CPU usage"); i++) {
      // It gives up when a busy machine lets it measure nothing.
      result = Tools.run(convert);
    }
    assertEquals(0, result.exit(), result.output());
    assertArrayEquals(disk, weRead("luks"));
  }

  @Test
  void weReadTheLegacyEncryptionThatQemuWrites() throws IOException {
    Tools.ok(
        "qemu-img",
        "convert",
        "--object",
        secret(),
        "-f",
        "raw",
        "-O",
        "qcow2",
        "-o",
        "encrypt.format=aes,encrypt.key-secret=s",
        at("disk.raw"),
        at("aes"));
    assertArrayEquals(disk, weRead("aes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cluster_size=512",
        "extended_l2=on",
        "encrypt.hash-alg=sha1",
        "encrypt.cipher-alg=serpent-192,encrypt.ivgen-alg=plain",
        "encrypt.cipher-alg=twofish-128,encrypt.cipher-mode=ctr,encrypt.hash-alg=ripemd160",
        "encrypt.cipher-alg=cast5-128,encrypt.cipher-mode=cbc",
        "encrypt.cipher-mode=cbc,encrypt.ivgen-alg=essiv",
        "preallocation=metadata",
        "preallocation=full",
        "data_file=data",
        "data_file=data,data_file_raw=on"
      })
  void qemuReadsTheLuksThatWeWrite(String options) throws IOException {
    WriteOptions write = WriteOptions.of("qcow2")
        .withAll("encrypt.format=luks,encrypt.iter-time=10," + options)
        .passphrases(Passphrases.of(PASSPHRASE.toCharArray()));
    try (DiskImage image =
            Images.open(Sources.file(directory.resolve("disk.raw")), OpenOptions.as("raw"));
        PendingFiles files = PendingFiles.at(directory.resolve("luks"))) {
      Conversion.of(image, write).writeTo(files, Job.unattended());
      files.commit();
    }
    // Beside options QEMU looks for it where it runs.
    String image =
        opts("luks") + (options.contains("data_file") ? ",data-file.filename=" + at("data") : "");
    Tools.ok(
        "qemu-img",
        "compare",
        "--object",
        secret(),
        "--image-opts",
        image,
        "driver=raw,file.filename=" + at("disk.raw"));
    String check = Tools.ok("qemu-img", "check", "--object", secret(), "--image-opts", image);
    assertTrue(check.contains("No errors were found"), check);
  }
}
