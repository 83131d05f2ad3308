// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optical discs that genisoimage makes, described as isoinfo does. */
class DiscsTest {
  @TempDir
  private Path directory;

  private Path disc = Path.of("");

  @BeforeEach
  void makeDisc() throws IOException {
    Tools.need("genisoimage");
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.write(files.resolve("a.bin"), Patterns.bytes(1, 700_000));
    Files.write(files.resolve("boot.img"), Patterns.bytes(2, 2048));
    disc = directory.resolve("disc.iso");
    Tools.ok(
        "genisoimage",
        "-quiet",
        "-J",
        "-udf",
        "-b",
        "boot.img",
        "-no-emul-boot",
        "-V",
        "INSTALL_12",
        "-volset",
        "A SET",
        "-publisher",
        "A PUBLISHER",
        "-p",
        "SOMEBODY",
        "-A",
        "AN APPLICATION",
        "-o",
        disc.toString(),
        files.toString());
  }

  private Map<String, Object> details() throws IOException {
    try (Source source = Sources.file(disc)) {
      return Images.info(source, OpenOptions.probing()).details();
    }
  }

  private CheckReport check() throws IOException {
    try (Source source = Sources.file(disc)) {
      return Checks.check(source, OpenOptions.probing(), Job.unattended()).orElseThrow();
    }
  }

  @Test
  void theDescriptionIsTheirs() throws IOException {
    Map<String, Object> details = details();
    String theirs = Tools.ok("isoinfo", "-d", "-i", disc.toString());
    Map<String, String> lines = Map.of(
        "System id", "system-id",
        "Volume id", "volume-id",
        "Volume set id", "volume-set-id",
        "Publisher id", "publisher-id",
        "Data preparer id", "data-preparer-id",
        "Application id", "application-id",
        "Logical block size is", "block-size",
        "Volume size is", "blocks");
    lines.forEach((line, key) ->
        assertTrue(theirs.contains(line + ": " + details.get(key) + "\n"), line + ": " + theirs));
    assertEquals(List.of("ISO 9660", "Joliet", "UDF"), details.get("file-systems"));
    assertEquals("INSTALL_12", details.get("udf-volume-id"));
    assertEquals("EL TORITO SPECIFICATION", details.get("boot-system-id"));
    assertTrue(details.containsKey("created"), details.toString());
  }

  @Test
  void aWholeDiscIsCleanAndOneThatWasCutIsNot() throws IOException {
    assertTrue(check().clean(), check().toString());
    try (FileChannel channel = FileChannel.open(disc, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    CheckReport cut = check();
    assertFalse(cut.clean());
    assertTrue(cut.findings().toString().contains("it is cut"), cut.toString());
  }
}
