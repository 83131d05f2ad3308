// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.List;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.image.FormatNames;
import org.diskmill.image.write.WriteOptions;

/** The options that say what is to be written. */
final class OutputOptions extends Arguments {
  private final Argument<String> format = text(option("-O")
      .paramLabel("FORMAT")
      .defaultValue("raw")
      .description("format to write (default: raw)"));

  private final Argument<Boolean> compressed = flag(option("-c").description("compress"));

  private final Argument<List<String>> options = texts(option("-o")
      .paramLabel("key=value,…")
      .description("options of the format, as qemu-img spells them; may be repeated"));

  WriteOptions write() {
    WriteOptions write =
        WriteOptions.of(FormatNames.ours(format.value())).compressed(compressed.value());
    for (String list : options.value()) {
      write = write.withAll(list);
    }
    return write;
  }
}
