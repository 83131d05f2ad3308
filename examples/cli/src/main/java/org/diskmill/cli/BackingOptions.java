// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Sources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the result is based on. */
final class BackingOptions {
  private static final String FILE = "backing_file";
  private static final String FORMAT = "backing_fmt";

  @Option(
      names = "-B",
      paramLabel = "FILE",
      description = {
        "write only what differs from this image, and refer to it by this name;",
        "seen from where DST is. Needs -F"
      })
  private @Nullable String file;

  @Option(names = "-F", paramLabel = "FORMAT", description = "format of the image named by -B")
  private @Nullable String format;

  /** The same as options of the format. */
  WriteOptions in(WriteOptions write) {
    WriteOptions named = file == null ? write : write.with(FILE, file);
    return format == null ? named : named.with(FORMAT, format);
  }

  /**
   * Opens what the options name, which may need other files by itself.
   *
   * @param target where the result will be
   */
  static Optional<DiskImage> open(WriteOptions write, Path target, OpenOptions like)
      throws IOException {
    Optional<String> name = write.value(FILE);
    Optional<String> format = write.value(FORMAT).map(FormatNames::ours);
    if (name.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    OpenOptions options = like.format(format).snapshot(Optional.empty());
    return Optional.of(Images.open(Sources.file(target.resolveSibling(name.get())), options));
  }
}
