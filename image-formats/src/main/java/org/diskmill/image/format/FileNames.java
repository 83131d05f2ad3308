// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Reference;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.io.Source;

/**
 * The ways to name one file that an image needs. Windows records several paths of a file, with
 * backslashes; the caller's door is asked for each as it is spelled, then with slashes, and last for
 * the bare file name, which is what is left of a path once files have moved to another machine.
 */
public final class FileNames {
  private final List<Reference> references;
  private final String reason;

  private FileNames(List<Reference> references, String reason) {
    this.references = references;
    this.reason = reason;
  }

  /** Of a parent, by these spellings, the most trustworthy first; blank ones do not count. */
  public static FileNames parent(List<String> spelled, String format) {
    return of(spelled, name -> new Reference(Reference.Role.PARENT, name, Optional.of(format)));
  }

  /** Of a file that holds a part of the disk. */
  public static FileNames extent(String spelled, Optional<String> format) {
    return of(List.of(spelled), name -> new Reference(Reference.Role.EXTENT, name, format));
  }

  /**
   * Of whatever a qcow or qcow2 refers to. QEMU's {@code file:} is left out, and {@code json:} is read
   * where it means a format over a file; any other name with a protocol, such as {@code nbd:}, is
   * nothing but itself: its last part may be part of anything.
   */
  public static FileNames of(Reference reference) {
    QemuName name = QemuName.of(reference.name(), reference.format());
    if (!name.understood()) {
      return new FileNames(List.of(reference), name.reason());
    }
    List<Reference> references = new ArrayList<>();
    Reference spelled = new Reference(reference.role(), reference.name(), name.format());
    references.add(spelled);
    of(List.of(name.file()), file -> new Reference(reference.role(), file, name.format()))
        .references
        .stream()
        .filter(one -> !one.equals(spelled))
        .forEach(references::add);
    return new FileNames(references, "");
  }

  private static FileNames of(List<String> spelled, Function<String, Reference> reference) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : spelled) {
      if (!name.isBlank()) {
        names.add(name);
        names.add(slashes(name));
      }
    }
    for (String name : spelled) {
      String slashed = slashes(name);
      String last = slashed.substring(slashed.lastIndexOf('/') + 1);
      if (!last.isBlank()) {
        names.add(last);
      }
    }
    return new FileNames(names.stream().map(reference).toList(), "");
  }

  /** The first of them, which stands for all when an image is described. */
  public Optional<Reference> first() {
    return references.stream().findFirst();
  }

  /**
   * Opens the first that the caller allows.
   *
   * @throws RefusedReferenceException when it allows none, about the first
   */
  public Layer follow(OpenContext context) throws IOException {
    return first(context::follow);
  }

  /** The same for a parent that has an id, as {@link OpenContext#followNumbered}. */
  public Layer followNumbered(OpenContext context) throws IOException {
    return first(context::followNumbered);
  }

  /** Opens the bytes of the first that the caller allows, as {@link #follow}. */
  public Source bytes(OpenContext context) throws IOException {
    return first(context::bytes);
  }

  /** Opens the first that a resolver has, for whoever is not opening an image. */
  public Optional<Source> resolve(ReferenceResolver resolver) throws IOException {
    for (Reference reference : references) {
      Optional<Source> source = resolver.resolve(reference);
      if (source.isPresent()) {
        return source;
      }
    }
    return Optional.empty();
  }

  private <T> T first(Opening<T> opening) throws IOException {
    RefusedReferenceException refused = null;
    for (Reference reference : references) {
      try {
        return opening.open(reference);
      } catch (RefusedReferenceException not) {
        if (!not.reference().equals(reference)) {
          // It was opened, and what it needs itself was refused.
          throw not;
        }
        refused = refused == null ? not : refused;
      }
    }
    if (refused == null) {
      throw new IllegalStateException("no name of a file");
    }
    throw reason.isEmpty()
        ? refused
        : new RefusedReferenceException(refused.getMessage() + ": " + reason, refused.reference());
  }

  @FunctionalInterface
  private interface Opening<T> {
    T open(Reference reference) throws IOException;
  }

  private static String slashes(String name) {
    String slashed = name.replace('\\', '/');
    return slashed.startsWith("./") ? slashed.substring(2) : slashed;
  }
}
