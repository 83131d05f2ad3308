// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;

/**
 * The ids of a file that we write. The same disk under the same name gives the same bytes, so they
 * are made from what is known of it: VirtualBox refuses a second disk with an id that it has seen,
 * and tells by the modification whether a parent is still the one that a child was made from.
 */
record VdiIds(UUID own, UUID modification, UUID parent, UUID parentModification) {
  /**
   * The ids of a disk.
   *
   * @param content what is known of it beforehand
   */
  static VdiIds of(Optional<String> name, long size, String content) {
    String seed = "vdi " + size + " " + content + " " + name.orElse("");
    return new VdiIds(id(seed), id("modification " + seed), VdiHeader.NO_ID, VdiHeader.NO_ID);
  }

  /** Those of a child of {@code base}. */
  VdiIds over(ImageInfo base) throws UnsupportedImageException {
    if (!(base.details().get("uuid") instanceof String text) || !base.format().equals("vdi")) {
      throw new UnsupportedImageException(
          "vdi: cannot be based on " + base.name() + ": it is no VDI, so it has no id");
    }
    UUID parent = UUID.fromString(text);
    UUID before = base.details().get("modification-uuid") instanceof String modified
        ? UUID.fromString(modified)
        : VdiHeader.NO_ID;
    return new VdiIds(id("over " + text + own), id("over " + text + modification), parent, before);
  }

  /** Those of the same file when it is known what it holds. */
  VdiIds holding(String content) {
    String seed = " " + content + " ";
    return new VdiIds(
        id("holding" + seed + own),
        id("holding" + seed + modification),
        parent,
        parentModification);
  }

  private static UUID id(String seed) {
    return UUID.nameUUIDFromBytes(("diskmill " + seed).getBytes(StandardCharsets.UTF_8));
  }
}
