// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Reference;
import org.diskmill.io.Source;

/**
 * What a VHDX says about itself.
 *
 * @param file as it is stored, log or not
 * @param creator the software that says it made the file
 */
record VhdxDescription(
    Source file,
    String creator,
    VhdxHeader header,
    Replay replay,
    RegionTable regions,
    VhdxMetadata metadata) {
  private static final Map<UUID, String> NAMES = Map.of(
      Guids.BAT, "block-allocation-table",
      Guids.METADATA, "metadata",
      Guids.FILE_PARAMETERS, "file-parameters",
      Guids.DISK_SIZE, "virtual-disk-size",
      Guids.DISK_ID, "virtual-disk-id",
      Guids.LOGICAL_SECTOR, "logical-sector-size",
      Guids.PHYSICAL_SECTOR, "physical-sector-size",
      Guids.PARENT_LOCATOR, "parent-locator");

  ImageInfo info() {
    List<Reference> references = metadata
        .parent()
        .flatMap(parent -> parent.names().first())
        .map(List::of)
        .orElse(List.of());
    return new ImageInfo(
        file.toString(),
        "vhdx",
        metadata.diskBytes(),
        file.size(),
        OptionalInt.of(metadata.blockBytes()),
        replay.entries() > 0,
        false,
        references,
        List.of(),
        details());
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("subformat", subformat());
    details.put("block-size", (long) metadata.blockBytes());
    details.put("logical-sector-size", (long) metadata.sectorBytes());
    metadata
        .physicalSectorBytes()
        .ifPresent(bytes -> details.put("physical-sector-size", Integer.toUnsignedLong(bytes)));
    metadata.diskId().ifPresent(id -> details.put("disk-id", id.toString()));
    details.put("creator", creator);
    details.put("file-write-guid", header.fileWriteGuid().toString());
    details.put("data-write-guid", header.dataWriteGuid().toString());
    details.put("version", (long) header.version());
    details.put("header-offset", header.at());
    // Unsigned, and a hand-made one may use all 64 bits.
    details.put("sequence-number", Long.toUnsignedString(header.sequence()));
    details.put("region-table-offset", regions.at());
    details.put(
        "regions", regions.regions().stream().map(VhdxDescription::region).toList());
    details.put(
        "metadata-items", metadata.items().stream().map(VhdxDescription::name).toList());
    details.put("log-offset", header.logAt());
    details.put("log-size", header.logBytes());
    details.put("log-in-use", header.logInUse());
    if (header.logInUse()) {
      details.put("log-guid", header.logGuid().toString());
      details.put("log-entries-replayed", (long) replay.entries());
    }
    metadata.parent().ifPresent(parent -> details.put("parent-locator", parent.entries()));
    return details;
  }

  private static Map<String, Object> region(RegionTable.Region region) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("kind", name(region.kind()));
    described.put("offset", region.at());
    described.put("length", region.length());
    return described;
  }

  /** In the specification's words; what nobody here knows goes by its id. */
  private static String name(UUID id) {
    return NAMES.getOrDefault(id, id.toString());
  }

  private String subformat() {
    if (metadata.hasParent()) {
      return "differencing";
    }
    return metadata.leaveAllocated() ? "fixed" : "dynamic";
  }
}
