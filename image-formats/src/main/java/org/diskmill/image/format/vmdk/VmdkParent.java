// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Reference;
import org.diskmill.image.format.FileNames;
import org.diskmill.image.format.NumberedParent;
import org.diskmill.io.Source;

/** Opens what a delta is based on, and makes sure that it is that. */
final class VmdkParent {
  private VmdkParent() {}

  static Optional<Layer> open(VmdkDescription child, OpenContext context) throws IOException {
    Source source = child.source();
    Descriptor text = child.descriptor();
    if (!text.delta()) {
      if (text.parentHint().isPresent() && !context.lenient()) {
        throw new CorruptImageException(source
            + ": descriptor: names a parent, but parentCID is ffffffff, which means that there is"
            + " none");
      }
      return Optional.empty();
    }
    Reference reference = child
        .parent()
        .orElseThrow(() -> new CorruptImageException(source
            + ": descriptor: parentCID is "
            + Long.toHexString(text.parentCid())
            + ", but no parentFileNameHint names the parent"));
    Layer below = follow(reference, text.ids().parent().isPresent(), context);
    if (!context.lenient()) {
      if (below instanceof VmdkLayer parent) {
        checkContentId(child, parent);
      }
      checkIds(source, text.ids(), below);
    }
    return Optional.of(below);
  }

  private static Layer follow(Reference reference, boolean numbered, OpenContext context)
      throws IOException {
    if (reference.role() == Reference.Role.PARENT_ID) {
      return context.followNumbered(reference);
    }
    FileNames names = FileNames.parent(List.of(reference.name()), "vmdk");
    return numbered ? names.followNumbered(context) : names.follow(context);
  }

  private static void checkContentId(VmdkDescription child, VmdkLayer parent)
      throws CorruptImageException {
    long wanted = child.descriptor().parentCid();
    long found = parent.descriptor().cid();
    if (wanted != Descriptor.NO_PARENT && wanted != found) {
      throw new CorruptImageException(child.source()
          + ": descriptor: parentCID is "
          + Long.toHexString(wanted)
          + ", but the CID of "
          + parent
          + " is "
          + Long.toHexString(found)
          + ": the parent was changed since, or is another disk");
    }
  }

  private static void checkIds(Source source, VirtualBoxIds ids, Layer below)
      throws CorruptImageException {
    if (ids.parent().isPresent()) {
      new NumberedParent(
              source,
              "descriptor: " + VirtualBoxIds.PARENT,
              ids.parent().get(),
              "descriptor: ddb.uuid.parentmodification",
              ids.parentModification())
          .require(below);
    }
  }
}
