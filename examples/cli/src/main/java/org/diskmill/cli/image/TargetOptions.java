// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.image;

import java.util.List;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.replication.Targets;

/** The options that say which stores. */
final class TargetOptions extends Arguments {
  private final Argument<List<String>> stores =
      texts(option("--stores").paramLabel("A,B").splitRegex(",").description("these stores"));

  private final Argument<Boolean> all =
      flag(option("--all-stores").description("every store that can be written to"));

  boolean given() {
    return all.value() || !stores.value().isEmpty();
  }

  Targets targets() {
    if (all.value() && !stores.value().isEmpty()) {
      throw new IllegalArgumentException(
          "CONFLICTING_TARGETS: --stores and --all-stores exclude each other");
    }
    if (all.value()) {
      return new Targets.All();
    }
    return stores.value().isEmpty() ? new Targets.Default() : new Targets.Listed(stores.value());
  }
}
