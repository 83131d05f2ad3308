// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.diskmill.cli.command.Argument;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.image.References;

/** What {@code --references} allows. */
final class Doors {
  private Doors() {}

  static ReferenceResolver of(Argument<Path> directory, Path image) throws IOException {
    return directory.given().isPresent()
        ? References.in(directory.value(), image)
        : References.none();
  }
}
