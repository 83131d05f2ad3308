// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.io.Source;

/** What a disc says about itself. What is damaged or missing is left out: the bytes are the disk. */
final class IsoDescription {
  private final Source source;
  private final List<VolumeDescriptor> descriptors;

  IsoDescription(Source source) throws IOException {
    this.source = source;
    this.descriptors = VolumeDescriptor.all(source);
  }

  Map<String, Object> details() throws IOException {
    Map<String, Object> details = new LinkedHashMap<>();
    Optional<UdfVolume> udf =
        VolumeDescriptor.announceUdf(descriptors) ? UdfVolume.find(source) : Optional.empty();
    details.put("file-systems", fileSystems());
    VolumeDescriptor.first(descriptors, VolumeDescriptor.PRIMARY)
        .map(PrimaryVolume::new)
        .ifPresent(volume -> primary(volume, details));
    descriptors.stream()
        .filter(IsoDescription::joliet)
        .findFirst()
        .map(joliet -> joliet.wideText(40, 32))
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> details.put("joliet-volume-id", name));
    udf.filter(volume -> !volume.name().isEmpty())
        .ifPresent(volume -> details.put("udf-volume-id", volume.name()));
    VolumeDescriptor.first(descriptors, VolumeDescriptor.BOOT_RECORD)
        .map(boot -> boot.text(7, 32))
        .filter(system -> !system.isEmpty())
        .ifPresent(system -> details.put("boot-system-id", system));
    return details;
  }

  private static void primary(PrimaryVolume volume, Map<String, Object> details) {
    volume.texts(details);
    volume.set(details);
    volume.dates(details);
    details.put("block-size", (long) volume.blockBytes());
    details.put("blocks", volume.blocks());
  }

  private List<String> fileSystems() {
    List<String> kinds = new ArrayList<>();
    if (VolumeDescriptor.first(descriptors, VolumeDescriptor.PRIMARY).isPresent()) {
      kinds.add("ISO 9660");
    }
    if (descriptors.stream().anyMatch(IsoDescription::joliet)) {
      kinds.add("Joliet");
    }
    if (VolumeDescriptor.announceUdf(descriptors)) {
      kinds.add("UDF");
    }
    return kinds;
  }

  /** By the escape sequences for UCS-2 of levels 1 to 3. */
  private static boolean joliet(VolumeDescriptor one) {
    String escape = one.text(88, 3);
    return one.is(VolumeDescriptor.SUPPLEMENTARY)
        && (escape.equals("%/@") || escape.equals("%/C") || escape.equals("%/E"));
  }
}
