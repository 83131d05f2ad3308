// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.util.regex.Pattern;

/**
 * The name of an object in a store: up to 16 levels of {@code [a-z0-9._-]}, with {@code /} between
 * them.
 *
 * <p>Small enough that every store can keep it as it is. No level begins with a dot: such names are
 * hidden, mean directories, or are what stores keep for themselves. Keys are ordered by their
 * characters, which is the order of listings.
 *
 * @param value at most 1,024 characters, each level at most 255
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  private static final int MAX_LENGTH = 1024;
  private static final Pattern GRAMMAR =
      Pattern.compile("[a-z0-9_-][a-z0-9._-]{0,254}(?:/[a-z0-9_-][a-z0-9._-]{0,254}){0,15}");

  public ObjectKey {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "value: not an object key ([a-z0-9._-], no level begins with a dot, at most 16 levels): "
              + value);
    }
  }

  /** Whether a name that came from elsewhere is a key. */
  public static boolean valid(String name) {
    return name.length() <= MAX_LENGTH && GRAMMAR.matcher(name).matches();
  }

  /** Whether this key lies below {@code folder}. */
  public boolean isUnder(ObjectKey folder) {
    return value.startsWith(folder.value + "/");
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
