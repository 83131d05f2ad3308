// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.write.WriteOptions;

/**
 * What kind of VDI to write.
 *
 * @param fixed whether every block is stored
 * @param child whether what is not stored is a parent's
 */
record VdiOptions(boolean fixed, boolean child) {
  static final Set<String> KEYS = Set.of("static", "backing_file", "backing_fmt");

  static VdiOptions of(WriteOptions options) throws UnsupportedImageException {
    if (options.compressed()) {
      throw new UnsupportedImageException("vdi: cannot be compressed");
    }
    boolean fixed = options.flag("static").orElse(false);
    boolean child = options.value("backing_file").isPresent();
    if (fixed && child) {
      throw new IllegalArgumentException(
          "option 'static': a static disk holds everything, so it has no backing_file");
    }
    String format = options.value("backing_fmt").orElse("vdi");
    if (!format.equals("vdi")) {
      throw new UnsupportedImageException(
          "vdi: backing_fmt=" + format + ": only a VDI has the id by which a VDI knows its parent");
    }
    return new VdiOptions(fixed, child);
  }

  /** Which blocks are stored of a disk with that map. */
  Allocation allocation(ExtentCursor map, VdiLayout places) throws IOException {
    return fixed
        ? Allocation.everything(places.blocks())
        : Allocation.of(map, places.blocks(), VdiLayout.BLOCK);
  }
}
