// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Makes resolvers. */
public final class References {
  private static final ReferenceResolver NONE = reference -> Optional.empty();

  private References() {}

  /** Refuses everything. The default, and always the same object. */
  public static ReferenceResolver none() {
    return NONE;
  }

  /**
   * Allows regular files that lie in one directory, however the image spells them. A link is
   * followed only if it ends inside. A VDI names its parent by an id alone: that is the file in the
   * directory which has it.
   */
  public static ReferenceResolver in(Path directory) throws IOException {
    Path inside = directory.toRealPath();
    return reference -> {
      try {
        Path wanted =
            inside.resolve(NumberedDisks.find(inside, reference).orElse(reference.name()));
        if (!Files.isRegularFile(wanted) || !wanted.toRealPath().startsWith(inside)) {
          return Optional.empty();
        }
        return Optional.of(Sources.file(wanted.toRealPath()));
      } catch (InvalidPathException notAPath) {
        return Optional.empty();
      }
    };
  }

  /** Allows these names and gives these files for them. */
  public static ReferenceResolver of(Map<String, Path> files) {
    Map<String, Path> allowed = Map.copyOf(files);
    return reference -> {
      Path file = allowed.get(reference.name());
      return file == null ? Optional.<Source>empty() : Optional.of(Sources.file(file));
    };
  }
}
