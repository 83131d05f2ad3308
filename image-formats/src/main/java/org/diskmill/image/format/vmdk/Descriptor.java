// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text that describes a disk: [VMDK5 "The Descriptor File"].
 *
 * @param values what stands behind each key, by the key in lower case; in the order of the text
 * @param extents in the order of the disk
 */
record Descriptor(
    Optional<String> createType,
    long cid,
    long parentCid,
    Optional<String> parentHint,
    Map<String, String> values,
    List<ExtentLine> extents) {
  /** As parent: there is none. */
  static final long NO_PARENT = 0xffff_ffffL;

  /** Of a disk that has not been written to since it was made. */
  static final long NO_HISTORY = 0xffff_fffeL;

  /** Of a sparse file that comes without a text. */
  static final Descriptor NONE = new Descriptor(
      Optional.empty(), NO_HISTORY, NO_PARENT, Optional.empty(), Map.of(), List.of());

  /** Whether what is not stored here is stored in a parent. */
  boolean delta() {
    return parentCid != NO_PARENT;
  }

  /** The text is encrypted, and so are the data. */
  boolean encrypted() {
    return values.keySet().stream().anyMatch(key -> key.startsWith("encryption."));
  }
}
