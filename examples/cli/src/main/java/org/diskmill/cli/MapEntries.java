// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;

/** The lines of a disk's map, each asked for when it is needed: a map may have millions. */
final class MapEntries {
  private final ExtentCursor runs;
  private final List<Boolean> raw;
  private Optional<MapEntry> ahead = Optional.empty();

  MapEntries(DiskImage image) throws IOException {
    this.runs = image.extents(0, image.size());
    this.raw = image.chain().stream().map(file -> file.format().equals("raw")).toList();
  }

  /** The next line, which the one after it does not continue; nothing at the end. */
  Optional<MapEntry> next() throws IOException {
    Optional<MapEntry> line = ahead;
    ahead = Optional.empty();
    for (Extent.Resolved run = runs.next(); run != null; run = runs.next()) {
      MapEntry entry = entry(run, runs.depth());
      if (line.isPresent() && !line.get().continuedBy(entry)) {
        ahead = Optional.of(entry);
        return line;
      }
      line = Optional.of(line.map(before -> before.joined(entry)).orElse(entry));
    }
    return line;
  }

  private MapEntry entry(Extent.Resolved run, int depth) {
    long start = run.offset();
    long length = run.length();
    if (run instanceof Extent.Data data) {
      String file = data.source().toString();
      return new MapEntry(
          start, length, depth, true, false, true, OptionalLong.of(data.at()), file);
    }
    if (run instanceof Extent.Packed packed) {
      String file = packed.source().toString();
      return new MapEntry(start, length, depth, true, false, true, OptionalLong.empty(), file);
    }
    if (run instanceof Extent.KeptZero kept) {
      String file = kept.source().toString();
      return new MapEntry(
          start, length, depth, true, true, false, OptionalLong.of(kept.at()), file);
    }
    OptionalLong at = raw.get(depth) ? OptionalLong.of(start) : OptionalLong.empty();
    boolean present = run instanceof Extent.Zero;
    return new MapEntry(start, length, depth, present, true, false, at, "");
  }
}
