// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;

/**
 * One line of a map.
 *
 * @param depth which file of the chain holds it, 0 for the image itself
 * @param present whether a file of the chain says anything about it
 * @param at where it is stored as it is, if it is
 * @param file the file that holds it, empty for what is in none
 */
record MapEntry(
    long start,
    long length,
    int depth,
    boolean present,
    boolean zero,
    boolean data,
    OptionalLong at,
    String file) {

  static List<MapEntry> all(DiskImage image) throws IOException {
    List<MapEntry> entries = new ArrayList<>();
    ExtentCursor runs = image.extents(0, image.size());
    for (Extent.Resolved run = runs.next(); run != null; run = runs.next()) {
      MapEntry entry = of(image, run, runs.depth());
      int last = entries.size() - 1;
      if (last >= 0 && entries.get(last).continuedBy(entry)) {
        entries.set(last, entries.get(last).joined(entry));
      } else {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static MapEntry of(DiskImage image, Extent.Resolved run, int depth) {
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
    boolean raw = image.chain().get(depth).format().equals("raw");
    OptionalLong at = raw ? OptionalLong.of(start) : OptionalLong.empty();
    boolean present = run instanceof Extent.Zero;
    return new MapEntry(start, length, depth, present, true, false, at, "");
  }

  private boolean continuedBy(MapEntry next) {
    boolean inPlace = at.isPresent() == next.at.isPresent()
        && (at.isEmpty() || at.getAsLong() + length == next.at.getAsLong());
    return depth == next.depth
        && present == next.present
        && zero == next.zero
        && data == next.data
        && file.equals(next.file)
        && inPlace;
  }

  private MapEntry joined(MapEntry next) {
    return new MapEntry(start, length + next.length, depth, present, zero, data, at, file);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("start", start);
    json.put("length", length);
    json.put("depth", depth);
    json.put("present", present);
    json.put("zero", zero);
    json.put("data", data);
    at.ifPresent(place -> json.put("offset", place));
    return json;
  }

  String line() {
    String place = at.isPresent() ? "0x" + Long.toHexString(at.getAsLong()) : "compressed";
    return String.format(
        "%-16s%-16s%-16s%s",
        "0x" + Long.toHexString(start), "0x" + Long.toHexString(length), place, file);
  }
}
