// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.io.IOException;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Opens stores. */
public final class Stores {
  private Stores() {}

  /**
   * Opens a store with the provider that knows its scheme. The caller closes it.
   *
   * @throws StoreException UNSUPPORTED when no provider on the path knows the scheme
   */
  public static Store open(StoreConfig config) throws IOException {
    String scheme = config.location().getScheme().toLowerCase(Locale.ROOT);
    TreeSet<String> known = new TreeSet<>();
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
      if (provider.scheme().equals(scheme)) {
        return provider.open(config);
      }
      known.add(provider.scheme());
    }
    throw new StoreException(
        StoreException.Reason.UNSUPPORTED,
        config.location() + ": no provider for " + scheme + ", there are some for " + known);
  }
}
