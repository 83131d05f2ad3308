// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Reference;

/** Opens what a differencing disk is based on, and makes sure that it is that. */
final class VdiParent {
  private VdiParent() {}

  static Optional<Layer> open(VdiDescription child, OpenContext context) throws IOException {
    VdiHeader header = child.header();
    if (!header.hasParent()) {
      if (!header.parent().equals(VdiHeader.NO_ID) && !context.lenient()) {
        throw new CorruptImageException(child.source()
            + ": VDI header: type at 76 is "
            + header.kindName()
            + ", but the id at 424 names a parent");
      }
      return Optional.empty();
    }
    Reference reference = child
        .parent()
        .orElseThrow(() -> new CorruptImageException(child.source()
            + ": VDI header: type at 76 is "
            + header.kindName()
            + ", but the id at 424 names no parent"));
    Layer below = context.follow(reference);
    if (below instanceof VdiLayer parent && !context.lenient()) {
      check(child, parent);
    }
    return Optional.of(below);
  }

  private static void check(VdiDescription child, VdiLayer parent) throws CorruptImageException {
    VdiHeader wanted = child.header();
    VdiHeader found = parent.header();
    if (!found.id().equals(wanted.parent())) {
      throw new CorruptImageException(child.source()
          + ": VDI header: the parent at 424 is "
          + wanted.parent()
          + ", but "
          + parent
          + " is "
          + found.id());
    }
    if (!wanted.parentModification().equals(VdiHeader.NO_ID)
        && !wanted.parentModification().equals(found.modification())) {
      throw new CorruptImageException(child.source()
          + ": VDI header: the parent's modification at 440 is "
          + wanted.parentModification()
          + ", but that of "
          + parent
          + " is "
          + found.modification()
          + ": the parent was changed since");
    }
  }
}
