// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.write.WriteOptions;
import picocli.CommandLine.Option;

/** The options that say what is to be written. */
final class OutputOptions {
  @Option(
      names = "-O",
      paramLabel = "FORMAT",
      defaultValue = "raw",
      description = "format to write (default: raw)")
  private String format = "raw";

  @Option(names = "-c", description = "compress")
  private boolean compressed;

  @Option(
      names = "-o",
      paramLabel = "key=value,…",
      description = "options of the format, as qemu-img spells them; may be repeated")
  private List<String> options = new ArrayList<>();

  WriteOptions write() {
    WriteOptions write = WriteOptions.of(FormatNames.ours(format)).compressed(compressed);
    for (String list : options) {
      write = write.withAll(list);
    }
    return write;
  }
}
