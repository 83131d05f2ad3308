// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diskmill.image.Printable;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.io.Source;

/** One line of a descriptor, as far as safety goes: [VMDK5 "The Descriptor File"]. */
final class DescriptorLine {
  private static final Pattern EXTENT =
      Pattern.compile("(?:RW|RDONLY|NOACCESS)\\s+\\d+\\s+(\\w+)(?:\\s+\"([^\"]*)\".*)?");

  private DescriptorLine() {}

  /**
   * What is dangerous about it.
   *
   * @param alone whether the descriptor is a file of its own, so that every extent is another file
   */
  static Optional<Hazard> hazard(Source source, String line, boolean alone) {
    String text = line.strip();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("parentfilenamehint")) {
      return Optional.of(
          new Hazard("parent", source + ": is based on another file: " + Printable.of(text)));
    }
    if (lower.startsWith("parentcid")
        && !lower.replaceAll("\\s", "").equals("parentcid=ffffffff")) {
      return Optional.of(
          new Hazard("parent", source + ": is based on another disk: " + Printable.of(text)));
    }
    Matcher extent = EXTENT.matcher(text);
    if (extent.matches() && names(extent, alone)) {
      return Optional.of(
          new Hazard("extent", source + ": keeps data in another file: " + Printable.of(text)));
    }
    return Optional.empty();
  }

  /** A sparse file describes itself by a plain name, which nobody opens. */
  private static boolean names(Matcher extent, boolean alone) {
    String type = extent.group(1).toUpperCase(Locale.ROOT);
    String name = extent.group(2);
    if (type.equals("ZERO") || name == null) {
      return false;
    }
    return alone || !type.equals("SPARSE") || name.contains("/") || name.contains("\\");
  }
}
