// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.diskmill.image.format.Installed;
import org.diskmill.image.inspect.Wrapping;
import org.diskmill.io.Source;

/** The formats that are installed. */
final class Formats {
  private static final List<DiskFormat> ALL = Installed.formats();

  private Formats() {}

  static List<DiskFormat> all() {
    return ALL;
  }

  static DiskFormat named(String name) throws UnsupportedImageException {
    String ours = FormatNames.ours(name);
    Optional<DiskFormat> found = ALL.stream().filter(f -> f.name().equals(ours)).findFirst();
    return found.orElseThrow(() -> new UnsupportedImageException("format '"
        + Printable.of(name)
        + "' "
        + RefusedFormats.named(name).map(RefusedFormats::message).orElse("is not known")
        + "; known are "
        + names(ALL)));
  }

  static DiskFormat probed(Source source, ProbeWindow window) throws UnsupportedImageException {
    List<DiskFormat> found = ALL.stream().filter(f -> f.recognises(window)).toList();
    Optional<RefusedFormats> refused = RefusedFormats.recognised(window);
    if (found.isEmpty()) {
      throw new UnsupportedImageException(source
          + ": "
          + refused
              .map(RefusedFormats::message)
              .or(() -> Wrapping.of(window).map(Wrapping::message))
              .orElse("is no known image format; if it is a raw disk, say so (format raw)"));
    }
    boolean two = refused.isPresent() && refused.get().stands();
    if (found.size() > 1 || two) {
      throw new UnsupportedImageException(source
          + ": could be each of "
          + names(found)
          + (two ? ", " + refused.get().text() : "")
          + "; say which one it is");
    }
    return found.get(0);
  }

  /**
   * The format of a file that has an id: the expected one where it recognises the file, or else the
   * one that recognises it and finds an id in it. Where none does, the expected one says why.
   */
  static DiskFormat numbered(Source source, DiskFormat expected) throws IOException {
    ProbeWindow window = ProbeWindow.of(source);
    if (expected.recognises(window)) {
      return expected;
    }
    List<DiskFormat> found = new ArrayList<>();
    for (DiskFormat format : ALL) {
      if (number(format, window, source).isPresent()) {
        found.add(format);
      }
    }
    if (found.size() > 1) {
      throw new UnsupportedImageException(
          source + ": could be each of " + names(found) + ", expected " + expected.name());
    }
    return found.isEmpty() ? expected : found.get(0);
  }

  /** The ids that a file has, in whatever formats. */
  static Set<UUID> ids(Source source) throws IOException {
    ProbeWindow window = ProbeWindow.of(source);
    Set<UUID> ids = new HashSet<>();
    for (DiskFormat format : ALL) {
      number(format, window, source).ifPresent(ids::add);
    }
    return ids;
  }

  /** The id that the file has in that format; none if it is not of that format, or damaged. */
  private static Optional<UUID> number(DiskFormat format, ProbeWindow window, Source source)
      throws IOException {
    try {
      return format.recognises(window) ? format.id(source, Limits.defaults()) : Optional.empty();
    } catch (ImageException damaged) {
      return Optional.empty();
    }
  }

  private static String names(List<DiskFormat> formats) {
    return formats.stream().map(DiskFormat::name).collect(Collectors.joining(", "));
  }
}
