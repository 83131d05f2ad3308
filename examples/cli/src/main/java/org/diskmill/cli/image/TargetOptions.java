// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.util.ArrayList;
import java.util.List;
import org.diskmill.replication.Targets;
import picocli.CommandLine.Option;

/** The options that say which stores. */
final class TargetOptions {
  @Option(names = "--stores", paramLabel = "A,B", split = ",", description = "these stores")
  private List<String> stores = new ArrayList<>();

  @Option(names = "--all-stores", description = "every store that can be written to")
  private boolean all;

  boolean given() {
    return all || !stores.isEmpty();
  }

  Targets targets() {
    if (all && !stores.isEmpty()) {
      throw new IllegalArgumentException(
          "CONFLICTING_TARGETS: --stores and --all-stores exclude each other");
    }
    if (all) {
      return new Targets.All();
    }
    return stores.isEmpty() ? new Targets.Default() : new Targets.Listed(stores);
  }
}
