// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.diskmill.store.Store;
import org.diskmill.store.StoreConfig;
import org.diskmill.store.StoreProvider;

/**
 * Opens {@code file:///DIRECTORY}. Options, as in {@link FilesystemOptions}: {@code create}, {@code
 * page-objects}, {@code force-every-bytes}, {@code check-parts}.
 */
public final class FilesystemStoreProvider implements StoreProvider {
  private static final String CREATE = "create";
  private static final String PAGE = "page-objects";
  private static final String FORCE = "force-every-bytes";
  private static final String CHECK = "check-parts";

  /** For {@link java.util.ServiceLoader}. */
  public FilesystemStoreProvider() {}

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public Store open(StoreConfig config) throws IOException {
    config.allowOnly(Set.of(CREATE, PAGE, FORCE, CHECK));
    FilesystemOptions usual = FilesystemOptions.DEFAULT;
    FilesystemOptions options = new FilesystemOptions(
        config.flag(CREATE),
        Math.toIntExact(number(config, PAGE, usual.pageObjects())),
        number(config, FORCE, usual.forceEveryBytes()),
        config.flag(CHECK));
    return FilesystemStore.open(Path.of(config.location()), options, config.identity());
  }

  private static long number(StoreConfig config, String option, long usual) {
    try {
      return config.option(option).map(Long::parseLong).orElse(usual);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("option " + option + ": not a number", wrong);
    }
  }
}
