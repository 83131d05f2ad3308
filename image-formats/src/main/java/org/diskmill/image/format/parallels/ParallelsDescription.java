// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Limits;
import org.diskmill.io.Source;

/** What an expanding file says about itself. */
final class ParallelsDescription {
  private static final long MOST_SECTORS = Long.MAX_VALUE / ParallelsHeader.SECTOR;

  private ParallelsDescription() {}

  static ImageInfo of(Source source, ParallelsHeader header, Limits limits) throws IOException {
    return new ImageInfo(
        source.toString(),
        "parallels",
        header.diskBytes(),
        source.size(),
        OptionalInt.of(header.clusterBytes()),
        header.dirty(),
        false,
        List.of(),
        List.of(),
        details(source, header, limits));
  }

  private static Map<String, Object> details(Source source, ParallelsHeader header, Limits limits)
      throws IOException {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(
        "magic", header.extended() ? ParallelsHeader.MAGIC_EXTENDED : ParallelsHeader.MAGIC);
    details.put("heads", Integer.toUnsignedLong(header.heads()));
    details.put("cylinders", Integer.toUnsignedLong(header.cylinders()));
    details.put("table-entries", header.entries());
    details.put("in-use", inUse(header.inUse()));
    details.put("data-offset", header.dataAt());
    details.put("empty-flag", (header.flags() & 1) != 0);
    if (header.extensionSectors() != 0) {
      // Past all bounds it is damaged, which is told.
      if (header.extensionSectors() > 0 && header.extensionSectors() <= MOST_SECTORS) {
        details.put("extension-offset", header.extensionSectors() * ParallelsHeader.SECTOR);
      }
      FormatExtension extension = FormatExtension.read(source, header, limits);
      extension.damage().ifPresent(damage -> details.put("extension-damage", damage.how()));
      List<Map<String, Object>> bitmaps =
          extension.bitmaps().stream().map(ParallelsDescription::bitmap).toList();
      details.put("bitmaps", bitmaps);
      if (!extension.unknown().isEmpty()) {
        details.put("unknown-features", extension.unknown());
      }
    }
    return details;
  }

  /** Old programs leave neither of the two words, and nobody knows what then. */
  private static String inUse(int word) {
    return switch (word) {
      case ParallelsHeader.OPEN -> "open";
      case ParallelsHeader.CLOSED -> "closed";
      default -> "0x" + HexFormat.of().toHexDigits(word);
    };
  }

  private static Map<String, Object> bitmap(FormatExtension.DirtyBitmap bitmap) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", bitmap.id());
    described.put("size", bitmap.sectors() * ParallelsHeader.SECTOR);
    described.put("granularity", bitmap.granularitySectors() * ParallelsHeader.SECTOR);
    return described;
  }
}
