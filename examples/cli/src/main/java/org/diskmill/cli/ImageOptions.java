// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.image.References;
import org.diskmill.io.Source;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how an image is to be opened. */
final class ImageOptions {
  @Option(
      names = "-f",
      paramLabel = "FORMAT",
      description = "format of the image; without it the format is recognised, but never raw")
  private @Nullable String format;

  @Option(
      names = "--references",
      paramLabel = "DIR",
      description = "allow the image to use other files that lie in this directory")
  private @Nullable Path references;

  @Option(
      names = "--backing-format",
      paramLabel = "FORMAT",
      description = "format of a backing file whose image records none")
  private @Nullable String backingFormat;

  @Option(
      names = "--lenient",
      description = "read around damage that leaves the rest readable, such as wrong checksums")
  private boolean lenient;

  @Option(
      names = {"-l", "--snapshot"},
      paramLabel = "NAME",
      description = "the internal snapshot to read, by its id or name")
  private @Nullable String snapshot;

  @Mixin
  private PasswordOptions password;

  Optional<String> format() {
    return Optional.ofNullable(format).map(FormatNames::ours);
  }

  /** For what is read, and for what is written where that is encrypted too. */
  PassphraseSupplier passphrases() throws IOException {
    return password.passphrases();
  }

  OpenOptions open() throws IOException {
    ReferenceResolver door = references == null ? References.none() : References.in(references);
    return OpenOptions.probing()
        .format(format())
        .backingFormat(Optional.ofNullable(backingFormat).map(FormatNames::ours))
        .references(door)
        .snapshot(Optional.ofNullable(snapshot))
        .passphrases(passphrases())
        .lenient(lenient);
  }

  /** For an image at that path: a directory that is one opens itself. */
  OpenOptions open(Path path) throws IOException {
    boolean bundle = references == null && Inputs.isBundle(path);
    return bundle ? open().references(References.in(path)) : open();
  }

  DiskImage image(Path path) throws IOException {
    return Images.open(Inputs.open(path), open(path));
  }

  DiskImage image(Source source) throws IOException {
    return Images.open(source, open());
  }
}
