// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.List;
import java.util.stream.Collectors;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Installed;

/** The formats that can be written. */
public final class Writers {
  private static final List<WriterFormat> ALL = Installed.each(DiskFormat::writer);

  private Writers() {}

  /** Their names. */
  public static List<String> names() {
    return ALL.stream().map(WriterFormat::name).toList();
  }

  static WriterFormat named(String name) throws UnsupportedImageException {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnsupportedImageException("format '"
            + name
            + "' cannot be written; these can: "
            + ALL.stream().map(WriterFormat::name).collect(Collectors.joining(", "))));
  }
}
