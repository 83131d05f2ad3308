// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.io.Source;

/** What a VDI says about itself. */
record VdiDescription(Source source, VdiHeader header) {
  /** The file that it is based on, which it knows by its id alone. */
  Optional<Reference> parent() {
    return header.hasParent() && !header.parent().equals(VdiHeader.NO_ID)
        ? Optional.of(
            new Reference(Reference.Role.PARENT_ID, header.parent().toString(), Optional.of("vdi")))
        : Optional.empty();
  }

  ImageInfo info() {
    return new ImageInfo(
        source.toString(),
        "vdi",
        header.diskBytes(),
        source.size(),
        OptionalInt.of((int) header.blockBytes()),
        false,
        false,
        parent().map(List::of).orElse(List.of()),
        List.of(),
        details());
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("subformat", header.kindName());
    details.put("version", (header.version() >>> 16) + "." + (header.version() & 0xffff));
    if (!header.title().isEmpty()) {
      details.put("creator", header.title());
    }
    details.put("uuid", header.id().toString());
    put(details, "modification-uuid", header.modification());
    put(details, "parent-uuid", header.parent());
    put(details, "parent-modification-uuid", header.parentModification());
    details.put("blocks", header.blocks());
    details.put("allocated-blocks", header.allocated());
    details.put("map-offset", header.mapAt());
    details.put("data-offset", header.dataAt());
    if (header.extraBytes() != 0) {
      details.put("block-extra", header.extraBytes());
    }
    details.put("sector-size", header.sectorBytes());
    put(details, "geometry", header.geometry());
    put(details, "bios-geometry", header.biosGeometry());
    details.put("flags", Integer.toUnsignedLong(header.flags()));
    if (!header.comment().isEmpty()) {
      details.put("comment", header.comment());
    }
    return details;
  }

  private static void put(Map<String, Object> details, String key, VdiHeader.Geometry geometry) {
    if (!geometry.isNone()) {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("cylinders", geometry.cylinders());
      described.put("heads", geometry.heads());
      described.put("sectors", geometry.sectors());
      details.put(key, described);
    }
  }

  private static void put(Map<String, Object> details, String key, UUID id) {
    if (!id.equals(VdiHeader.NO_ID)) {
      details.put(key, id.toString());
    }
  }
}
