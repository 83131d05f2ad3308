// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The providers of a service of ours that are installed. */
public final class Installed {
  private Installed() {}

  /** All of them, by name. */
  public static <S> List<S> of(Class<S> service, Function<S, String> name) {
    return ServiceLoader.load(service, service.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        // Not Comparator.comparing: what that makes can be written to a stream, so no class data
        // hold its class, and each process makes it anew.
        .sorted((a, b) -> name.apply(a).compareTo(name.apply(b)))
        .toList();
  }
}
