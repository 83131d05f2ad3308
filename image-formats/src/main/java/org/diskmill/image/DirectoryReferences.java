// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/**
 * The files below one directory, as one of the files there sees them.
 *
 * @param inside the directory, without links
 * @param folder where the file lies that names others, without links; {@code inside} or below it
 * @param self that file, without links: what it names is never itself
 * @param numbered what is known of ids; nothing where files may have changed since
 */
record DirectoryReferences(
    Path inside, Path folder, Optional<Path> self, Optional<NumberedDisks> numbered)
    implements ReferenceResolver {
  static DirectoryReferences of(Path directory) throws IOException {
    Path inside = directory.toRealPath();
    return new DirectoryReferences(inside, inside, Optional.empty(), Optional.empty());
  }

  /** As the image at that path sees them; one that lies elsewhere sees them from the directory. */
  DirectoryReferences seenFrom(Path image) throws IOException {
    return seenFrom(image, numbered);
  }

  private DirectoryReferences seenFrom(Path image, Optional<NumberedDisks> known)
      throws IOException {
    Path parent = image.toAbsolutePath().getParent();
    if (parent == null || !Files.exists(image)) {
      return this;
    }
    Path from = parent.toRealPath();
    return new DirectoryReferences(
        inside, from.startsWith(inside) ? from : inside, Optional.of(image.toRealPath()), known);
  }

  @Override
  public Optional<Source> resolve(Reference reference) throws IOException {
    Optional<Path> found = find(reference, numbered.orElseGet(NumberedDisks::new));
    return found.isPresent()
        ? Optional.of(Sources.file(found.get().toRealPath()))
        : Optional.empty();
  }

  @Override
  public ReferenceResolver behind(Reference reference) throws IOException {
    // The files behind it are asked for at once, and need not be looked through again.
    NumberedDisks known = numbered.orElseGet(NumberedDisks::new);
    Optional<Path> found = find(reference, known);
    return found.isPresent() ? seenFrom(found.get(), Optional.of(known)) : this;
  }

  /** As it is spelled: a file that is a link sees others from where the link is, as in QEMU. */
  private Optional<Path> find(Reference reference, NumberedDisks known) throws IOException {
    for (Path from : places()) {
      Optional<Path> found = byId(reference, known.find(from, reference));
      if (found.isEmpty()) {
        found = byName(from, reference);
      }
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Set<Path> places() {
    Set<Path> places = new LinkedHashSet<>();
    places.add(folder);
    places.add(inside);
    return places;
  }

  /** The only one that is not the file itself. Of copies nobody knows which is still the parent. */
  private Optional<Path> byId(Reference reference, List<Path> files) throws IOException {
    Optional<Path> found = Optional.empty();
    for (Path file : files) {
      if (found.isEmpty() && isMine(file.toRealPath())) {
        found = Optional.of(file);
      } else if (found.isPresent()
          && isMine(file.toRealPath())
          && !Files.isSameFile(file, found.get())) {
        throw new RefusedReferenceException(
            found.get()
                + ": has the id "
                + reference.name()
                + ", by which a disk names its parent, and so has "
                + file.getFileName()
                + "; move one of them away",
            reference);
      }
    }
    return found;
  }

  private Optional<Path> byName(Path from, Reference reference) throws IOException {
    try {
      Path wanted = from.resolve(reference.name());
      return Files.isRegularFile(wanted) && isMine(wanted.toRealPath())
          ? Optional.of(wanted)
          : Optional.empty();
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  private boolean isMine(Path real) {
    return real.startsWith(inside) && !self.equals(Optional.of(real));
  }
}
