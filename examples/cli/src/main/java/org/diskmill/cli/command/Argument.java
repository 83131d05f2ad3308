// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli.command;

import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/**
 * An option or a parameter, and its value once the command line has been parsed.
 *
 * @param <T> what it is read as
 */
public final class Argument<T> {
  private final ArgSpec spec;

  /** The caller sees to it that picocli reads the argument as a {@code T}. */
  Argument(ArgSpec spec) {
    this.spec = spec;
  }

  /** The value; empty if none was given and there is no default. */
  public Optional<T> given() {
    return Optional.ofNullable(spec.<T>getValue());
  }

  /** The value of an argument that is required or has a default. */
  public T value() {
    return given().orElseThrow();
  }
}
