// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Makes resolvers. */
public final class References {
  private static final ReferenceResolver NONE = new ReferenceResolver() {
    @Override
    public Optional<Source> resolve(Reference reference) {
      return Optional.empty();
    }

    @Override
    public boolean refusesAll() {
      return true;
    }
  };

  private References() {}

  /** Refuses everything. The default. */
  public static ReferenceResolver none() {
    return NONE;
  }

  /**
   * Allows regular files that lie in one directory or below it, however the image spells them. A link
   * is followed only if it ends inside. A relative name is looked for where the file lies that has
   * it, and then in the directory itself. VirtualBox's VDIs and VMDKs name their parent by an id
   * alone: that is the file in one of these two places which has it, of whatever format. Where two in
   * one place have it, resolving throws a {@link RefusedReferenceException}.
   */
  public static ReferenceResolver in(Path directory) throws IOException {
    return DirectoryReferences.of(Objects.requireNonNull(directory, "directory"));
  }

  /**
   * The same for an image at that path. If it lies in the directory or below it, then its names are
   * seen from where it lies.
   */
  public static ReferenceResolver in(Path directory, Path image) throws IOException {
    Objects.requireNonNull(directory, "directory");
    return DirectoryReferences.of(directory).seenFrom(Objects.requireNonNull(image, "image"));
  }

  /** Allows these names and gives these files for them. */
  public static ReferenceResolver of(Map<String, Path> files) {
    Map<String, Path> allowed = Map.copyOf(Objects.requireNonNull(files, "files"));
    return reference -> {
      Path file = allowed.get(reference.name());
      return file == null ? Optional.<Source>empty() : Optional.of(Sources.file(file));
    };
  }
}
