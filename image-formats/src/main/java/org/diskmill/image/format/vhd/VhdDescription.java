// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.io.Source;

/** What a VHD says about itself. */
final class VhdDescription {
  private final Source source;
  private final VhdFooter footer;
  private final Optional<DynamicHeader> header;
  private final Optional<VhdParent> parent;

  VhdDescription(
      Source source, VhdFooter footer, Optional<DynamicHeader> header, Optional<VhdParent> parent) {
    this.source = source;
    this.footer = footer;
    this.header = header;
    this.parent = parent;
  }

  VhdFooter footer() {
    return footer;
  }

  String name() {
    return source.toString();
  }

  ImageInfo info() {
    List<Reference> references =
        parent.flatMap(named -> named.names().first()).map(List::of).orElse(List.of());
    OptionalInt block = header
        .map(dynamic -> OptionalInt.of((int) Math.min(dynamic.blockBytes(), 1 << 30)))
        .orElse(OptionalInt.empty());
    return new ImageInfo(
        source.toString(),
        "vhd",
        footer.diskBytes(),
        source.size(),
        block,
        false,
        false,
        references,
        List.of(),
        details());
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("subformat", subformat(footer.type()));
    details.put("format-version", version(footer.version()));
    details.put("features", features(footer.features()));
    details.put("current-size", footer.currentBytes());
    details.put("geometry-size", footer.geometry().bytes());
    details.put("original-size", footer.originalBytes());
    details.put("geometry", geometry());
    details.put("creator", footer.creator());
    details.put("creator-version", "0x" + HexFormat.of().toHexDigits(footer.creatorVersion()));
    details.put("creator-os", footer.creatorOs());
    details.put("created", VhdFooter.instant(footer.timestamp()).toString());
    details.put("uuid", footer.uuid().toString());
    details.put("saved-state", footer.savedState());
    details.put("footer-offset", footer.at());
    details.put("footer-checksum-valid", footer.checksum() == VhdChecksum.State.RIGHT);
    header.ifPresent(dynamic -> {
      details.put("header-offset", dynamic.at());
      details.put("header-version", version(dynamic.version()));
      details.put("header-checksum-valid", dynamic.checksum() == VhdChecksum.State.RIGHT);
      details.put("block-size", dynamic.blockBytes());
      details.put("table-offset", dynamic.tableAt());
      details.put("table-entries", dynamic.tableEntries());
    });
    parent.ifPresent(named -> {
      details.put("parent-uuid", named.header().parent().toString());
      details.put(
          "parent-modified", VhdFooter.instant(named.header().parentTimestamp()).toString());
      details.put("parent-name", named.header().parentName());
      details.put("parent-locators", named.paths());
      List<String> kinds =
          named.header().locators().stream().map(ParentLocator::code).toList();
      details.put("parent-locator-kinds", kinds);
    });
    return details;
  }

  private Map<String, Object> geometry() {
    Map<String, Object> geometry = new LinkedHashMap<>();
    geometry.put("cylinders", (long) footer.geometry().cylinders());
    geometry.put("heads", (long) footer.geometry().heads());
    geometry.put("sectors", (long) footer.geometry().sectors());
    return geometry;
  }

  private static String version(int version) {
    return (version >>> 16) + "." + (version & 0xffff);
  }

  /** [VHD1 "Features"]: bits that nobody knows go by their number. */
  private static List<String> features(int bits) {
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((bits >>> bit & 1) != 0) {
        set.add(bit == 0 ? "temporary" : bit == 1 ? "reserved" : "bit-" + bit);
      }
    }
    return set;
  }

  static String subformat(int type) {
    return switch (type) {
      case VhdFooter.FIXED -> "fixed";
      case VhdFooter.DYNAMIC -> "dynamic";
      default -> "differencing";
    };
  }
}
