// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a binary header says that {@code qemu-img info} leaves out. Places and sizes are in bytes. */
final class VmdkHeaderDescription {
  private VmdkHeaderDescription() {}

  /** Of a stream it is the footer's, which knows where the directory is. */
  static Map<String, Object> of(SparseHeader header) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("flags", flags(header.flags()));
    said.put("descriptor-offset", Sectors.bytes(header.descriptorAt()));
    said.put("descriptor-size", Sectors.bytes(header.descriptorSectors()));
    said.put("table-entries", Integer.toUnsignedLong(header.tableEntries()));
    said.put("redundant-directory-offset", Sectors.bytes(header.redundantAt()));
    said.put("directory-offset", Sectors.bytes(header.directoryAt()));
    said.put("overhead", Sectors.bytes(header.overhead()));
    said.put("compression", header.compressed() ? "deflate" : "none");
    if (header.at() > 0) {
      said.put("footer-offset", header.at());
    }
    return said;
  }

  static Map<String, Object> of(CowdHeader header) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("directory-offset", Sectors.bytes(header.directoryAt()));
    said.put("directory-entries", header.directoryEntries());
    said.put("free-offset", Sectors.bytes(header.freeAt()));
    said.put("generation", header.generation());
    if (!header.name().isEmpty()) {
      said.put("name", header.name());
    }
    if (!header.description().isEmpty()) {
      said.put("description", header.description());
    }
    return said;
  }

  static Map<String, Object> of(SeSparseHeader header) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("directory-offset", Sectors.bytes(header.directoryAt()));
    said.put("directory-size", Sectors.bytes(header.directorySectors()));
    said.put("tables-offset", Sectors.bytes(header.tablesAt()));
    said.put("grains-offset", Sectors.bytes(header.grainsAt()));
    return said;
  }

  private static List<String> flags(int flags) {
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((flags >>> bit & 1) != 0) {
        set.add(name(bit));
      }
    }
    return set;
  }

  private static String name(int bit) {
    return switch (1 << bit) {
      case SparseHeader.NEWLINES -> "newline-detection";
      case SparseHeader.REDUNDANT -> "redundant-table";
      case SparseHeader.ZERO_GRAINS -> "zeroed-grains";
      case SparseHeader.COMPRESSED -> "compressed-grains";
      case SparseHeader.MARKERS -> "markers";
      default -> "bit-" + bit;
    };
  }
}
