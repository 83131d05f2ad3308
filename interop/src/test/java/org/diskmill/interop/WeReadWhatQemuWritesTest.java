// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** qcow2 files of every kind that qemu-img makes, read by us and compared byte for byte. */
class WeReadWhatQemuWritesTest {
  @TempDir
  private Path directory;

  private Path raw;

  @BeforeEach
  void aDisk() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    raw = directory.resolve("disk.raw");
    byte[] bytes = Patterns.bytes(5, (5 << 20) + 512);
    java.util.Arrays.fill(bytes, 1 << 20, 2 << 20, (byte) 0);
    for (int i = 3 << 20; i < 4 << 20; i++) {
      bytes[i] = (byte) (i % 97);
    }
    Files.write(raw, bytes);
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  private void create(String... more) {
    List<String> command = new java.util.ArrayList<>(List.of("qemu-img"));
    command.addAll(List.of(more));
    Tools.ok(command.toArray(String[]::new));
  }

  private void assertSameAsQemuReads(String image, Optional<String> snapshot) throws IOException {
    Path theirs = path("theirs.raw");
    String[] select =
        snapshot.map(name -> new String[] {"-l", "snapshot.name=" + name}).orElse(new String[0]);
    List<String> command = new java.util.ArrayList<>(List.of("qemu-img", "convert", "-f", "qcow2"));
    command.addAll(List.of(select));
    command.addAll(List.of("-O", "raw", path(image).toString(), theirs.toString()));
    Tools.ok(command.toArray(String[]::new));
    Path ours =
        Converted.file(path(image), "qcow2", snapshot, WriteOptions.of("raw"), path("ours.raw"));
    // Of a snapshot that is older than a resize, qemu-img makes a disk of the present size; the
    // specification, and we, give it the size that it had. The rest must be zeros.
    Tools.ok("qemu-img", "compare", "-f", "raw", "-F", "raw", theirs.toString(), ours.toString());
    if (snapshot.isEmpty()) {
      assertEquals(-1, Files.mismatch(theirs, ours), image);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compat=0.10",
        "compat=1.1",
        "cluster_size=512",
        "cluster_size=2M",
        "refcount_bits=1",
        "refcount_bits=64",
        "extended_l2=on",
        "extended_l2=on,cluster_size=16k",
        "preallocation=metadata",
        "preallocation=falloc",
        "preallocation=full",
        "lazy_refcounts=on"
      })
  void plainImages(String options) throws IOException {
    create(
        "convert",
        "-f",
        "raw",
        "-O",
        "qcow2",
        "-o",
        options,
        raw.toString(),
        path("a").toString());
    assertSameAsQemuReads("a", Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compression_type=zlib",
        "compression_type=zstd",
        "compression_type=zlib,cluster_size=512",
        "compression_type=zstd,cluster_size=4k",
        "compression_type=zstd,cluster_size=2M",
        "extended_l2=on"
      })
  void compressedImages(String options) throws IOException {
    create(
        "convert",
        "-c",
        "-f",
        "raw",
        "-O",
        "qcow2",
        "-o",
        options,
        raw.toString(),
        path("a").toString());
    assertSameAsQemuReads("a", Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster_size=4k", "extended_l2=on", "compat=0.10"})
  void overlaysWithWritesZeroesAndDiscards(String options) throws IOException {
    create("convert", "-f", "raw", "-O", "qcow2", raw.toString(), path("base").toString());
    create(
        "create",
        "-f",
        "qcow2",
        "-F",
        "qcow2",
        "-b",
        "base",
        "-o",
        options,
        path("top").toString(),
        "7M");
    Tools.ok(
        "qemu-io",
        "-f",
        "qcow2",
        "-c",
        "write -P 7 100k 300k",
        "-c",
        "write -z 2M 512k",
        "-c",
        "write -P 9 4500k 1k",
        "-c",
        "discard 3M 256k",
        "-c",
        "write -P 3 6M 70k",
        path("top").toString());
    assertSameAsQemuReads("top", Optional.empty());
  }

  @Test
  void theDataFileOutsideTheImage() throws IOException {
    create(
        "convert",
        "-f",
        "raw",
        "-O",
        "qcow2",
        "-o",
        "data_file=" + path("data") + ",data_file_raw=on",
        raw.toString(),
        path("a").toString());
    assertSameAsQemuReads("a", Optional.empty());
  }

  @Test
  void internalSnapshotsAsDisks() throws IOException {
    create("convert", "-f", "raw", "-O", "qcow2", raw.toString(), path("a").toString());
    create("snapshot", "-c", "first", path("a").toString());
    Tools.ok("qemu-io", "-f", "qcow2", "-c", "write -P 1 0 1M", path("a").toString());
    create("snapshot", "-c", "second", path("a").toString());
    Tools.ok("qemu-io", "-f", "qcow2", "-c", "write -P 2 512k 1M", path("a").toString());
    create("resize", "-q", path("a").toString(), "9M");
    for (String snapshot : List.of("first", "second")) {
      assertSameAsQemuReads("a", Optional.of(snapshot));
    }
    assertSameAsQemuReads("a", Optional.empty());
  }
}
