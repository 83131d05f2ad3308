// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.Passphrases;

/** Where the passphrase of an encrypted image comes from: never the command line itself. */
final class PasswordOptions extends Arguments {
  private final Argument<Path> file = path(option("--password-file")
      .paramLabel("FILE")
      .description(
          "holds the passphrase of what is encrypted, read or written;",
          "the whole file in UTF-8, a line end included (use printf, not echo)"));

  PassphraseSupplier passphrases() throws IOException {
    return file.given().isEmpty() ? Passphrases.none() : PasswordFile.read(file.value());
  }
}
