// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.format.Installed;
import org.diskmill.io.Source;

/** Inspects files of every format that is known by its marks. Safe for use by many threads. */
public final class Inspection {
  /** Those of the formats, and those of marks that are known though they are no format's of ours. */
  private static final List<SafetyInspector> ALL = Stream.concat(
          Installed.each(DiskFormat::inspector).stream(),
          Installed.of(SafetyInspector.class, SafetyInspector::format).stream())
      .sorted((a, b) -> a.format().compareTo(b.format()))
      .toList();

  /**
   * Hybrid ISOs, which start from disks too, hold a partition table on purpose; a fixed VHD begins
   * with the first sector of its disk.
   */
  private static final Set<Set<String>> HARMLESS_PAIRS =
      Set.of(Set.of("iso", "mbr"), Set.of("mbr", "vhd"));

  private Inspection() {}

  /** Inspects one file, which stays the caller's. Only {@code source} fails it. */
  public static InspectionReport of(Source source, Limits limits) throws IOException {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(limits, "limits");
    ProbeWindow window = ProbeWindow.of(source);
    List<String> formats = new ArrayList<>();
    List<Hazard> hazards = new ArrayList<>();
    for (SafetyInspector inspector : ALL) {
      if (inspector.recognises(window)) {
        formats.add(inspector.format());
        hazards.addAll(hazards(inspector, source, window, limits));
      }
    }
    Wrapping.of(window).ifPresent(wrapping -> {
      formats.add(wrapping.text());
      hazards.add(new Hazard("packed", source + ": " + wrapping.message()));
    });
    if (formats.size() > 1 && !HARMLESS_PAIRS.contains(Set.copyOf(formats))) {
      hazards.add(new Hazard(
          "several-formats",
          source + ": bears the marks of " + formats + "; software will disagree on what it is"));
    }
    return new InspectionReport(List.copyOf(formats), List.copyOf(hazards));
  }

  private static List<Hazard> hazards(
      SafetyInspector inspector, Source source, ProbeWindow window, Limits limits)
      throws IOException {
    try {
      return inspector.hazards(source, window, limits);
    } catch (ImageException damaged) {
      return List.of(new Hazard("damaged", String.valueOf(damaged.getMessage())));
    }
  }
}
