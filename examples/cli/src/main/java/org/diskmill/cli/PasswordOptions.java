// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.Passphrases;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the passphrase of an encrypted image comes from: never the command line itself. */
final class PasswordOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = {
        "holds the passphrase of what is encrypted, read or written;",
        "the whole file in UTF-8, a line end included (use printf, not echo)"
      })
  private @Nullable Path file;

  PassphraseSupplier passphrases() throws IOException {
    return file == null ? Passphrases.none() : PasswordFile.read(file);
  }
}
