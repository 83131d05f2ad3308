// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Where a store is and how to use it.
 *
 * @param location its scheme chooses the provider; carries no user name or password
 * @param options by name; an unknown one is an error
 * @param credentials asked whenever they are needed, so that they can change; never printed
 * @param identity the {@link Store#identity} that must be found there; empty for whatever is there
 */
public record StoreConfig(
    URI location,
    Map<String, String> options,
    Supplier<Map<String, String>> credentials,
    Optional<String> identity) {
  public StoreConfig {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(identity, "identity");
    if (location.getScheme() == null) {
      throw new IllegalArgumentException("location: has no scheme: " + location);
    }
    if (location.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "location: carries credentials, which belong in credentials: "
              + location.getScheme()
              + "://…@"
              + location.getHost());
    }
    options = Map.copyOf(options);
  }

  /** Whatever store is there. */
  public StoreConfig(
      URI location, Map<String, String> options, Supplier<Map<String, String>> credentials) {
    this(location, options, credentials, Optional.empty());
  }

  /** A store that needs neither options nor credentials. */
  public static StoreConfig of(URI location) {
    return new StoreConfig(location, Map.of(), Map::of);
  }

  /** The same, but only the store that is known by this. */
  public StoreConfig expecting(String known) {
    return new StoreConfig(location, options, credentials, Optional.of(known));
  }

  /** The value of an option, if it is set. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Whether an option is set to {@code true}; unset and {@code false} are no. */
  public boolean flag(String name) {
    String value = options.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(
          "option " + name + ": " + value + " is neither true nor false");
    }
    return value.equals("true");
  }

  /**
   * Refuses options that the provider does not know.
   *
   * @throws IllegalArgumentException naming the unknown ones and the known ones
   */
  public void allowOnly(Set<String> known) {
    Set<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "options: unknown for " + location + ": " + unknown + ", known: " + new TreeSet<>(known));
    }
  }

  @Override
  public String toString() {
    return location + " " + new TreeSet<>(options.keySet());
  }
}
