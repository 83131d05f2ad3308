// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.List;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.image.FormatNames;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.write.WriteOptions;

/** The options of commands whose result has the source's format unless something else is said. */
final class ResultOptions extends Arguments {
  private static final String ENCRYPTION = "encrypt.format";

  private final Argument<String> format = text(
      option("-O").paramLabel("FORMAT").description("format to write (default: the source's)"));

  private final Argument<Boolean> compressed = flag(option("-c").description("compress"));

  private final Argument<List<String>> options = texts(option("-o")
      .paramLabel("key=value,…")
      .description("options of the format, as qemu-img spells them; may be repeated"));

  WriteOptions write(ImageInfo source) {
    String name = format.given().map(FormatNames::ours).orElse(source.format());
    WriteOptions write = WriteOptions.of(name).compressed(compressed.value());
    for (String list : options.value()) {
      write = write.withAll(list);
    }
    return keepsSecret(source, write) ? write.with(ENCRYPTION, "luks") : write;
  }

  /** What was encrypted stays so, unless somebody says otherwise: nobody expects secrets to get out. */
  private boolean keepsSecret(ImageInfo source, WriteOptions write) {
    return source.encrypted()
        && format.given().isEmpty()
        && write.value(ENCRYPTION).isEmpty();
  }
}
