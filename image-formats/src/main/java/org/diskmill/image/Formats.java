// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.diskmill.io.Source;

/** The formats that are installed. */
final class Formats {
  /** Looked up once: formats are stateless. */
  private static final List<DiskFormat> ALL =
      ServiceLoader.load(DiskFormat.class, DiskFormat.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(DiskFormat::name))
          .toList();

  private Formats() {}

  static List<DiskFormat> all() {
    return ALL;
  }

  static DiskFormat named(String name) throws UnsupportedImageException {
    // What QEMU records for a backing file.
    String ours = name.equals("vpc") ? "vhd" : name;
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

  private static String names(List<DiskFormat> formats) {
    return formats.stream().map(DiskFormat::name).collect(Collectors.joining(", "));
  }
}
