// SPDX-License-Identifier: Apache-2.0
package org.diskmill.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Sources;

/** Conversions by us. */
final class Converted {
  private Converted() {}

  static Path file(Path source, String format, WriteOptions options, Path target)
      throws IOException {
    return file(source, format, Optional.empty(), options, target);
  }

  static Path file(
      Path source, String format, Optional<String> snapshot, WriteOptions options, Path target)
      throws IOException {
    OpenOptions open = OpenOptions.as(format)
        .snapshot(snapshot)
        .references(References.in(source.toAbsolutePath().resolveSibling("")));
    try (DiskImage image = Images.open(Sources.file(source), open);
        PendingFiles files = PendingFiles.at(target)) {
      Conversion.of(image, options).writeTo(files, Job.unattended());
      files.commit();
    }
    return target;
  }
}
