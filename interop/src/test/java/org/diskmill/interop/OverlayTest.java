// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Overlays that we write, over bases and from chains that qemu-img made. */
class OverlayTest {
  private static final WriteOptions OVER_QCOW2 =
      WriteOptions.of("qcow2").withAll("backing_file=base.qcow2,backing_fmt=qcow2");

  @TempDir
  private Path directory;

  static List<WriteOptions> kinds() {
    return List.of(
        OVER_QCOW2,
        OVER_QCOW2.with("compat", "0.10"),
        OVER_QCOW2.with("extended_l2", "on"),
        OVER_QCOW2.with("cluster_size", "4k"),
        OVER_QCOW2.compressed(true));
  }

  @BeforeEach
  void needsQemu() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    Files.write(directory.resolve("disk.raw"), Patterns.bytes(3, 5 << 20));
    Tools.ok("qemu-img", "convert", "-O", "qcow2", at("disk.raw"), at("base.qcow2"));
    Tools.ok(
        "qemu-img",
        "create",
        "-q",
        "-f",
        "qcow2",
        "-b",
        "base.qcow2",
        "-F",
        "qcow2",
        at("top.qcow2"),
        "7M");
    Tools.ok(
        "qemu-io",
        "-c",
        "write -P 7 100000 90000",
        "-c",
        "write -z 2M 1M",
        "-c",
        "write -P 9 6M 5000",
        at("top.qcow2"));
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private DiskImage open(String name) throws IOException {
    return Images.open(
        Sources.file(directory.resolve(name)),
        OpenOptions.as("qcow2").references(References.in(directory)));
  }

  private void overlay(String from, WriteOptions options) throws IOException {
    try (DiskImage disk = open(from);
        DiskImage base = open("base.qcow2");
        PendingFiles files = PendingFiles.at(directory.resolve("new.qcow2"))) {
      Conversion.of(disk, options).over(base).writeTo(files, Job.unattended());
      files.commit();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void qemuReadsOurOverlayAsTheDisk(WriteOptions kind) throws IOException {
    overlay("top.qcow2", kind);
    Tools.ok("qemu-img", "compare", at("top.qcow2"), at("new.qcow2"));
    String check = Tools.ok("qemu-img", "check", at("new.qcow2"));
    assertTrue(check.contains("No errors were found"), check);
    String info = Tools.ok("qemu-img", "info", "--output=json", at("new.qcow2"));
    assertTrue(info.contains("\"backing-filename\": \"base.qcow2\""), info);
    assertTrue(info.contains("\"backing-filename-format\": \"qcow2\""), info);
  }

  @Test
  void aDiskThatIsItsBaseTakesNoCluster() throws IOException {
    overlay("base.qcow2", OVER_QCOW2);
    Tools.ok("qemu-img", "compare", at("base.qcow2"), at("new.qcow2"));
    String map = Tools.ok("qemu-img", "map", "--output=json", at("new.qcow2"));
    assertTrue(!map.contains("\"depth\": 0"), map);
  }
}
