// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What else a header says, that {@code qemu-img info} leaves out: [QCOW2 "Header"]. */
final class HeaderDescription {
  private static final List<String> INCOMPATIBLE =
      List.of("dirty", "corrupt", "external-data-file", "compression-type", "extended-l2");
  private static final List<String> COMPATIBLE = List.of("lazy-refcounts");
  private static final List<String> AUTOCLEAR = List.of("bitmaps", "raw-external-data");

  private HeaderDescription() {}

  static Map<String, Object> of(Qcow2Header header, HeaderExtensions extensions) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("version", header.version());
    said.put("length", header.length());
    said.put("l1-entries", Integer.toUnsignedLong(header.l1Entries()));
    said.put("l1-offset", header.l1At());
    said.put("refcount-table-offset", header.refcountTableAt());
    said.put("refcount-table-clusters", Integer.toUnsignedLong(header.refcountTableClusters()));
    if (header.snapshotCount() > 0) {
      said.put("snapshots-offset", header.snapshotsAt());
    }
    if (header.version() > 2) {
      Features features = new Features(extensions);
      said.put(
          "incompatible-features",
          features.set(header.incompatible(), HeaderExtensions.INCOMPATIBLE, INCOMPATIBLE));
      said.put(
          "compatible-features",
          features.set(header.compatible(), HeaderExtensions.COMPATIBLE, COMPATIBLE));
      said.put(
          "autoclear-features",
          features.set(header.autoclear(), HeaderExtensions.AUTOCLEAR, AUTOCLEAR));
    }
    said.put(
        "extensions", extensions.types().stream().map(HeaderDescription::type).toList());
    return said;
  }

  /** Bits that nobody here knows go by their number, and the name that the writer left for them. */
  private record Features(HeaderExtensions extensions) {
    List<String> set(long bits, int kind, List<String> names) {
      List<String> set = new ArrayList<>();
      for (int bit = 0; bit < Long.SIZE; bit++) {
        if ((bits >>> bit & 1) != 0) {
          set.add(bit < names.size() ? names.get(bit) : unknown(kind, bit));
        }
      }
      return set;
    }

    private String unknown(int kind, int bit) {
      Optional<String> name =
          Optional.ofNullable(extensions.featureNames().get(HeaderExtensions.feature(kind, bit)));
      return "bit-" + bit + name.map(text -> " (" + text + ")").orElse("");
    }
  }

  private static String type(int type) {
    return switch (type) {
      case HeaderExtensions.BACKING_FORMAT -> "backing-format";
      case HeaderExtensions.DATA_FILE -> "data-file";
      case HeaderExtensions.BITMAPS -> "bitmaps";
      case HeaderExtensions.ENCRYPTION_HEADER -> "encryption-header";
      case HeaderExtensions.FEATURE_NAMES -> "feature-names";
      default -> "0x" + Integer.toHexString(type);
    };
  }
}
