// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Layer;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenContext;
import org.diskmill.image.format.FileNames;
import org.diskmill.image.format.NumberedParent;
import org.diskmill.io.Source;

/**
 * What a differencing disk says of the disk that it is based on.
 *
 * @param header that says it
 * @param paths by the platform code of their locators, as they are spelled
 * @param badLocators what is wrong with those that cannot be read; one among good ones does no harm
 * @param names the ways to ask for it
 */
record VhdParent(
    DynamicHeader header,
    Map<String, String> paths,
    List<ImageException> badLocators,
    FileNames names) {
  /** XenServer's blktap has this in place of the id where the parent is a raw disk. */
  static final UUID NONE = new UUID(0, 0);

  static VhdParent read(Source source, DynamicHeader header, Limits limits) throws IOException {
    Map<String, String> paths = new LinkedHashMap<>();
    List<ImageException> bad = new ArrayList<>();
    for (ParentLocator locator : header.locators()) {
      try {
        locator.path(source, limits).ifPresent(path -> paths.putIfAbsent(locator.code(), path));
      } catch (ImageException outside) {
        bad.add(outside);
      }
    }
    List<String> spelled = new ArrayList<>();
    spelled.add(paths.getOrDefault(ParentLocator.RELATIVE, ""));
    spelled.add(header.parentName());
    spelled.add(paths.getOrDefault(ParentLocator.ABSOLUTE, ""));
    spelled.add(paths.getOrDefault(ParentLocator.MAC, ""));
    FileNames names = FileNames.parent(spelled, header.parent().equals(NONE) ? "raw" : "vhd");
    if (names.first().isEmpty()) {
      throw new CorruptImageException(source
          + ": is a differencing disk, but neither the name at "
          + (header.at() + DynamicHeader.NAME)
          + " nor a locator at "
          + (header.at() + DynamicHeader.LOCATORS)
          + " says of which file"
          + (bad.isEmpty() ? "" : "; " + bad.get(0).getMessage()));
    }
    return new VhdParent(header, paths, List.copyOf(bad), names);
  }

  /** Opens it, and refuses a file that is not the one that the differences were taken from. */
  Layer follow(Source source, OpenContext context) throws IOException {
    Layer layer = names.followNumbered(context);
    if (!context.lenient()) {
      requireRight(source, layer);
    }
    return layer;
  }

  private void requireRight(Source source, Layer layer) throws CorruptImageException {
    String field = "parent at " + (header.at() + 40);
    if (!(layer instanceof VhdLayer parent)) {
      new NumberedParent(
              source,
              field + ", as VirtualBox spells it,",
              VirtualBoxNumber.of(header.parent()),
              "",
              Optional.empty())
          .require(layer);
    } else if (header.parent().equals(NONE)) {
      // A guest can write a footer into its raw disk.
      throw new CorruptImageException(source + ": " + field
          + " is no disk's id, as of a raw disk, but " + layer
          + " is a VHD; give the right parent, or open it leniently");
    } else if (!parent.footer().uuid().equals(header.parent())) {
      throw new CorruptImageException(source + ": " + field + " is the disk " + header.parent()
          + ", but " + layer + " is " + parent.footer().uuid()
          + "; give the right parent, or open it leniently");
    }
  }
}
