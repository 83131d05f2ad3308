// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats that others call otherwise. */
class FormatNamesTest {
  @TempDir
  private Path directory;

  @Test
  void whatQemuCallsAFormatIsThatFormatHereToo() {
    for (String format : Images.formats()) {
      assertEquals(format, FormatNames.ours(FormatNames.inQemu(format)));
    }
  }

  @Test
  void aBackingFilesFormatIsRecordedByTheNameThatQemuKnows() throws IOException {
    Map<String, String> names =
        Map.of("vhd", "vpc", "vpc", "vpc", "ploop", "parallels", "vmdk", "vmdk");
    for (Map.Entry<String, String> name : names.entrySet()) {
      Path path = directory.resolve("overlay");
      WriteOptions options =
          WriteOptions.of("qcow2").with("backing_file", "base").with("backing_fmt", name.getKey());
      try (DiskImage disk = Images.zeros(1 << 20);
          PendingFile file = PendingFile.at(path)) {
        Conversion.of(disk, options).over(disk).writeTo(file.sink(), Job.unattended());
        file.commit();
      }
      try (Source source = Sources.file(path)) {
        Reference base = Images.info(source, OpenOptions.probing()).base().orElseThrow();
        assertEquals(Optional.of(name.getValue()), base.format(), name.getKey());
      }
    }
  }
}
