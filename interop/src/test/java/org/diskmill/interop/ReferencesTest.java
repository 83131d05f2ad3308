// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Names in chains that qemu-img made, in several folders. */
class ReferencesTest {
  @TempDir
  private Path directory;

  private Path root = Path.of("");

  @BeforeEach
  void someChain() throws IOException {
    Tools.need("qemu-img");
    Tools.need("qemu-io");
    root = Files.createDirectories(directory.resolve("images"));
    Files.createDirectories(root.resolve("a/b"));
    Files.write(root.resolve("disk.raw"), Patterns.bytes(3, 1 << 20));
    Tools.ok("qemu-img", "convert", "-O", "qcow2", at("disk.raw"), at("a/base.qcow2"));
    // The same name means another file from elsewhere.
    Tools.ok("qemu-img", "create", "-q", "-f", "qcow2", at("base.qcow2"), "1M");
    overlay("a/middle.qcow2", "base.qcow2", "64k 64k");
    overlay("a/b/top.qcow2", "../middle.qcow2", "128k 64k");
  }

  private String at(String name) {
    return root.resolve(name).toString();
  }

  private void overlay(String name, String backing, String range, String... more)
      throws IOException {
    List<String> create = new ArrayList<>(
        List.of("qemu-img", "create", "-q", "-f", "qcow2", "-b", backing, "-F", "qcow2"));
    create.addAll(List.of(more));
    create.add(at(name));
    Tools.Result result = Tools.run(create);
    if (result.exit() != 0) {
      throw new IOException(result.output());
    }
    Tools.ok("qemu-io", "-c", "write -P 7 " + range, at(name));
  }

  /** What we read must be what qemu-img reads. */
  private void same(String name) throws IOException {
    Path image = root.resolve(name);
    OpenOptions open = OpenOptions.as("qcow2").references(References.in(root, image));
    Path ours = directory.resolve("ours.raw");
    try (DiskImage disk = Images.open(Sources.file(image), open);
        PendingFiles files = PendingFiles.at(ours)) {
      Conversion.of(disk, WriteOptions.of("raw")).writeTo(files, Job.unattended());
      files.commit();
    }
    Tools.ok("qemu-img", "compare", "-f", "raw", "-F", "qcow2", ours.toString(), at(name));
  }

  @Test
  void aRelativeNameIsSeenFromTheFileThatHasIt() throws IOException {
    same("a/b/top.qcow2");
  }

  @Test
  void absoluteNamesAndThoseOfTheFileProtocolAreUnderstood() throws IOException {
    overlay("absolute.qcow2", at("a/middle.qcow2"), "0 4k");
    same("absolute.qcow2");
    overlay("protocol.qcow2", "file:" + at("a/middle.qcow2"), "0 4k");
    same("protocol.qcow2");
  }

  @Test
  void namesInJsonAreUnderstood() throws IOException {
    String nested = "json:{\"driver\":\"qcow2\",\"file\":{\"driver\":\"file\",\"filename\":\""
        + at("a/middle.qcow2") + "\"}}";
    overlay("nested.qcow2", nested, "0 4k");
    same("nested.qcow2");
    overlay("dotted.qcow2", "json:{'file.filename':'" + at("a/b/top.qcow2") + "'}", "0 4k");
    same("dotted.qcow2");
  }

  @Test
  void aDataFileIsSeenFromTheMiddleOfAChainToo() throws IOException {
    String data = at("a/b/data");
    overlay("a/b/split.qcow2", "../middle.qcow2", "256k 64k", "-o", "data_file=" + data);
    overlay("over.qcow2", "a/b/split.qcow2", "0 4k");
    same("over.qcow2");
  }
}
