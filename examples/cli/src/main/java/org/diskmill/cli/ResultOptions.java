// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.write.WriteOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands whose result has the source's format unless something else is said. */
final class ResultOptions {
  private static final String ENCRYPTION = "encrypt.format";

  @Option(
      names = "-O",
      paramLabel = "FORMAT",
      description = "format to write (default: the source's)")
  private @Nullable String format;

  @Option(names = "-c", description = "compress")
  private boolean compressed;

  @Option(
      names = "-o",
      paramLabel = "key=value,…",
      description = "options of the format, as qemu-img spells them; may be repeated")
  private List<String> options = new ArrayList<>();

  WriteOptions write(ImageInfo source) {
    String name = format == null ? source.format() : FormatNames.ours(format);
    WriteOptions write = WriteOptions.of(name).compressed(compressed);
    for (String list : options) {
      write = write.withAll(list);
    }
    return keepsSecret(source, write) ? write.with(ENCRYPTION, "luks") : write;
  }

  /** What was encrypted stays so, unless somebody says otherwise: nobody expects secrets to get out. */
  private boolean keepsSecret(ImageInfo source, WriteOptions write) {
    return source.encrypted() && format == null && write.value(ENCRYPTION).isEmpty();
  }
}
