// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.setting;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings that begin with one word. What guards something must not be off because it was
 * misspelled, so an unknown name or value is an error.
 */
public final class Settings {
  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The settings whose names begin with {@code prefix}.
   *
   * @param all of the configuration
   * @param known their whole names
   * @throws IOException when there is one of another name
   */
  public static Settings of(Map<String, String> all, String prefix, Set<String> known)
      throws IOException {
    for (String name : new TreeSet<>(all.keySet())) {
      if (name.startsWith(prefix) && !known.contains(name)) {
        throw new IOException(name + ": is not known, there are " + new TreeSet<>(known));
      }
    }
    return new Settings(all);
  }

  /** Whether it is true; not there is false. */
  public boolean flag(String name) throws IOException {
    return flag(name, values.getOrDefault(name, "false"));
  }

  /**
   * What a value says, in any case of its letters.
   *
   * @param name for messages
   */
  public static boolean flag(String name, String value) throws IOException {
    String word = value.toLowerCase(Locale.ROOT);
    if (!List.of("true", "false").contains(word)) {
      throw new IOException(name + ": is " + value + ", expected true or false");
    }
    return word.equals("true");
  }
}
