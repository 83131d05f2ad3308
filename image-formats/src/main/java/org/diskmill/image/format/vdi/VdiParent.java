// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Reference;
import org.diskmill.image.format.NumberedParent;

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
    Layer below = context.followNumbered(reference);
    if (!context.lenient()) {
      new NumberedParent(
              child.source(),
              "VDI header: the parent at 424",
              header.parent(),
              "VDI header: the parent's modification at 440",
              Optional.of(header.parentModification()).filter(id -> !id.equals(VdiHeader.NO_ID)))
          .require(below);
    }
    return Optional.of(below);
  }
}
