// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    DynamicHeader header, Map<String, String> paths, List<String> badLocators, FileNames names) {
  static VhdParent read(Source source, DynamicHeader header, Limits limits) throws IOException {
    Map<String, String> paths = new LinkedHashMap<>();
    List<String> bad = new ArrayList<>();
    for (ParentLocator locator : header.locators()) {
      try {
        locator.path(source, limits).ifPresent(path -> paths.putIfAbsent(locator.code(), path));
      } catch (ImageException outside) {
        bad.add(String.valueOf(outside.getMessage()));
      }
    }
    List<String> spelled = new ArrayList<>();
    spelled.add(paths.getOrDefault(ParentLocator.RELATIVE, ""));
    spelled.add(header.parentName());
    spelled.add(paths.getOrDefault(ParentLocator.ABSOLUTE, ""));
    spelled.add(paths.getOrDefault(ParentLocator.MAC, ""));
    FileNames names = FileNames.parent(spelled, "vhd");
    if (names.first().isEmpty()) {
      throw new CorruptImageException(source
          + ": is a differencing disk, but neither the name at "
          + (header.at() + DynamicHeader.NAME)
          + " nor a locator at "
          + (header.at() + DynamicHeader.LOCATORS)
          + " says of which file"
          + (bad.isEmpty() ? "" : "; " + bad.get(0)));
    }
    return new VhdParent(header, paths, List.copyOf(bad), names);
  }

  /** Opens it, and refuses a file that is not the one that the differences were taken from. */
  Layer follow(Source source, OpenContext context) throws IOException {
    Layer layer = names.followNumbered(context);
    boolean other =
        layer instanceof VhdLayer parent && !parent.footer().uuid().equals(header.parent());
    if (other && !context.lenient()) {
      throw new CorruptImageException(source
          + ": parent at "
          + (header.at() + 40)
          + " is the disk "
          + header.parent()
          + ", but "
          + layer
          + " is "
          + ((VhdLayer) layer).footer().uuid()
          + "; give the right parent, or open it leniently");
    }
    if (!context.lenient()) {
      new NumberedParent(
              source,
              "parent at " + (header.at() + 40) + ", as VirtualBox spells it,",
              VirtualBoxNumber.of(header.parent()),
              "",
              Optional.empty())
          .require(layer);
    }
    return layer;
  }
}
