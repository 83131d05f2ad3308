// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Who has an algorithm: the JDK or another installed provider, else one that is merely on the class
 * or module path, such as Bouncy Castle.
 */
final class Algorithms {
  private Algorithms() {}

  /**
   * The provider of an algorithm.
   *
   * @param service such as {@code Cipher}
   */
  static Optional<Provider> provider(String service, String algorithm) {
    Optional<Provider> installed =
        first(Arrays.asList(Security.getProviders()), service, algorithm);
    return installed.isPresent() ? installed : first(OnPath.ALL, service, algorithm);
  }

  private static Optional<Provider> first(
      List<Provider> providers, String service, String algorithm) {
    return providers.stream()
        .filter(one -> one.getService(service, algorithm) != null)
        .findFirst();
  }

  /** The same, for what somebody has found to be there. */
  static Provider found(String service, String algorithm) {
    return provider(service, algorithm)
        .orElseThrow(() -> new IllegalStateException(service + " " + algorithm + " is missing"));
  }

  /** Looked up once, and only if something is looked for that is not installed. */
  private static final class OnPath {
    private static final List<Provider> ALL = find();

    private static List<Provider> find() {
      return ServiceLoader.load(Provider.class, Algorithms.class.getClassLoader()).stream()
          .flatMap(one -> made(one).stream())
          .toList();
    }

    /** A broken one is as good as none. */
    private static Optional<Provider> made(ServiceLoader.Provider<Provider> provider) {
      try {
        return Optional.of(provider.get());
      } catch (ServiceConfigurationError broken) {
        return Optional.empty();
      }
    }
  }
}
