// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

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

  /** Whether that one is the same, further on. */
  boolean continuedBy(MapEntry next) {
    boolean inPlace = at.isPresent() == next.at.isPresent()
        && (at.isEmpty() || at.getAsLong() + length == next.at.getAsLong());
    return depth == next.depth
        && present == next.present
        && zero == next.zero
        && data == next.data
        && file.equals(next.file)
        && inPlace;
  }

  MapEntry joined(MapEntry next) {
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
    if (!file.isEmpty()) {
      json.put("filename", file);
    }
    return json;
  }

  String line() {
    String place = at.isPresent() ? "0x" + Long.toHexString(at.getAsLong()) : "compressed";
    return String.format(
        "%-16s%-16s%-16s%s",
        "0x" + Long.toHexString(start), "0x" + Long.toHexString(length), place, file);
  }
}
