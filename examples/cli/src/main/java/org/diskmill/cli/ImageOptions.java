// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.image.DiskImage;
import org.diskmill.image.FormatNames;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.image.References;
import org.diskmill.io.Source;

/** The options that say how an image is to be opened. */
final class ImageOptions extends Arguments {
  private final Argument<String> format = text(option("-f")
      .paramLabel("FORMAT")
      .description("format of the image; without it the format is recognised, but never raw"));

  private final Argument<Path> references = path(option("--references")
      .paramLabel("DIR")
      .description("allow the image to use other files that lie in this directory"));

  private final Argument<String> backingFormat = text(option("--backing-format")
      .paramLabel("FORMAT")
      .description("format of a backing file whose image records none"));

  private final Argument<Boolean> lenient = flag(option("--lenient")
      .description("read around damage that leaves the rest readable, such as wrong checksums"));

  private final Argument<String> snapshot = text(option("-l", "--snapshot")
      .paramLabel("NAME")
      .description("the internal snapshot to read, by its id or name"));

  private final PasswordOptions password = with(new PasswordOptions());

  Optional<String> format() {
    return format.given().map(FormatNames::ours);
  }

  /** For what is read, and for what is written where that is encrypted too. */
  PassphraseSupplier passphrases() throws IOException {
    return password.passphrases();
  }

  /** For an image that has no path. */
  OpenOptions open() throws IOException {
    return opening(
        references.given().isPresent() ? References.in(references.value()) : References.none());
  }

  /** For an image at that path: a directory that is one opens itself. */
  OpenOptions open(Path path) throws IOException {
    boolean bundle = references.given().isEmpty() && Inputs.isBundle(path);
    return opening(bundle ? References.in(path) : Doors.of(references, Inputs.file(path)));
  }

  private OpenOptions opening(ReferenceResolver door) throws IOException {
    return OpenOptions.probing()
        .format(format())
        .backingFormat(backingFormat.given().map(FormatNames::ours))
        .references(door)
        .snapshot(snapshot.given())
        .passphrases(passphrases())
        .lenient(lenient.value());
  }

  DiskImage image(Path path) throws IOException {
    return Images.open(Inputs.open(path), open(path));
  }

  DiskImage image(Source source) throws IOException {
    return Images.open(source, open());
  }
}
