// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Reference;
import org.diskmill.image.RefusedReferenceException;

/**
 * The ways to name one parent. Windows records several paths of a file, with backslashes; the
 * caller's door is asked for each as it is spelled, then with slashes, and last for the bare file
 * name, which is what is left of a path once files have moved to another machine.
 */
public final class ParentNames {
  private final List<Reference> references;

  private ParentNames(List<Reference> references) {
    this.references = references;
  }

  /** Of these spellings, the most trustworthy first; blank ones do not count. */
  public static ParentNames of(List<String> spelled, String format) {
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
    List<Reference> references = new ArrayList<>();
    for (String name : names) {
      references.add(new Reference(Reference.Role.PARENT, name, Optional.of(format)));
    }
    return new ParentNames(references);
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
    RefusedReferenceException refused = null;
    for (Reference reference : references) {
      try {
        return context.follow(reference);
      } catch (RefusedReferenceException not) {
        if (!not.reference().equals(reference)) {
          // It was opened, and what it needs itself was refused.
          throw not;
        }
        refused = refused == null ? not : refused;
      }
    }
    if (refused == null) {
      throw new IllegalStateException("no name of a parent");
    }
    throw refused;
  }

  private static String slashes(String name) {
    String slashed = name.replace('\\', '/');
    return slashed.startsWith("./") ? slashed.substring(2) : slashed;
  }
}
