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
    Layer below = FileNames.parent(List.of(reference.name()), "vmdk").follow(context);
    if (below instanceof VmdkLayer parent && !context.lenient()) {
      checkContentId(child, parent);
      checkIds(child, parent);
    }
    return Optional.of(below);
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

  private static void checkIds(VmdkDescription child, VmdkLayer parent)
      throws CorruptImageException {
    VirtualBoxIds wanted = child.descriptor().ids();
    VirtualBoxIds found = parent.descriptor().ids();
    if (wanted.parent().isPresent() && !wanted.parent().equals(found.own())) {
      throw new CorruptImageException(child.source()
          + ": descriptor: "
          + VirtualBoxIds.PARENT
          + " is "
          + wanted.parent().get()
          + ", but the id of "
          + parent
          + " is "
          + found.own().map(Object::toString).orElse("not there"));
    }
    if (wanted.parent().isPresent()
        && wanted.parentModification().isPresent()
        && !wanted.parentModification().equals(found.modification())) {
      throw new CorruptImageException(child.source()
          + ": descriptor: ddb.uuid.parentmodification is "
          + wanted.parentModification().get()
          + ", but the modification id of "
          + parent
          + " is "
          + found.modification().map(Object::toString).orElse("not there")
          + ": the parent was changed since");
    }
  }
}
