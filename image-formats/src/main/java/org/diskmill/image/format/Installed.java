// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.diskmill.image.DiskFormat;

/** The formats that are installed, and what each has. */
public final class Installed {
  /** Looked up once: formats are stateless. */
  private static final List<DiskFormat> FORMATS = of(DiskFormat.class, DiskFormat::name);

  private Installed() {}

  /** All formats, by name. */
  public static List<DiskFormat> formats() {
    return FORMATS;
  }

  /** One part of each format that has it, by the formats' names. */
  public static <P> List<P> each(Function<DiskFormat, Optional<P>> part) {
    return FORMATS.stream().map(part).flatMap(Optional::stream).toList();
  }

  /** All providers of a service of ours, by name. */
  public static <S> List<S> of(Class<S> service, Function<S, String> name) {
    return ServiceLoader.load(service, service.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        // Not Comparator.comparing: what that makes can be written to a stream, so no class data
        // hold its class, and each process makes it anew.
        .sorted((a, b) -> name.apply(a).compareTo(name.apply(b)))
        .toList();
  }
}
