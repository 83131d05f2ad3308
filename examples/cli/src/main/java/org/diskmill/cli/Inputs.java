// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** What stands for an image on the command line: a file, or a directory that Parallels made. */
final class Inputs {
  private static final String DESCRIPTOR = "DiskDescriptor.xml";

  private Inputs() {}

  static Source open(Path path) throws IOException {
    return Sources.file(file(path));
  }

  /** The file that says what it is. */
  static Path file(Path path) {
    return isBundle(path) ? path.resolve(DESCRIPTOR) : path;
  }

  /** Whoever names such a directory means the files in it too. */
  static boolean isBundle(Path path) {
    return Files.isDirectory(path) && Files.isRegularFile(path.resolve(DESCRIPTOR));
  }
}
