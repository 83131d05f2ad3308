// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
    details.put("header-offset", header.at());
    details.put("region-table-offset", regions.at());
    details.put("log-size", header.logBytes());
    details.put("log-in-use", header.logInUse());
    if (header.logInUse()) {
      details.put("log-entries-replayed", (long) replay.entries());
    }
    metadata.parent().ifPresent(parent -> details.put("parent-locator", parent.entries()));
    return details;
  }

  private String subformat() {
    if (metadata.hasParent()) {
      return "differencing";
    }
    return metadata.leaveAllocated() ? "fixed" : "dynamic";
  }
}
