// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.PassphraseSupplier;
import org.diskmill.image.Passphrases;

/**
 * What to write: a format, and its options under the names that qemu-img has for them.
 *
 * @param format the format's name
 * @param values the options that are not left at their default
 * @param compressed whether to store data compressed where the format can
 * @param passphrases the passphrase of an image that is to be encrypted; not part of the text form
 */
public record WriteOptions(
    String format, Map<String, String> values, boolean compressed, PassphraseSupplier passphrases) {
  public WriteOptions {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(passphrases, "passphrases");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A format with its default options. */
  public static WriteOptions of(String format) {
    return new WriteOptions(format, Map.of(), false, Passphrases.none());
  }

  /** The same with one option set. */
  public WriteOptions with(String key, String value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new WriteOptions(format, more, compressed, passphrases);
  }

  /**
   * The same with the options of a list such as {@code cluster_size=1M,compat=1.1}; commas are doubled in values.
   *
   * @throws IllegalArgumentException when one of them has no name
   */
  public WriteOptions withAll(String list) {
    Objects.requireNonNull(list, "list");
    WriteOptions all = this;
    for (String pair : OptionList.split(list)) {
      int equals = pair.indexOf('=');
      if (equals == 0) {
        throw new IllegalArgumentException("option '" + pair + "': has no name before '='");
      }
      all = equals < 0
          ? all.with(pair, "on")
          : all.with(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return all;
  }

  /** The same, compressed or not. */
  public WriteOptions compressed(boolean wanted) {
    return new WriteOptions(format, values, wanted, passphrases);
  }

  /** The same, encrypted with that passphrase if the options say that it is to be encrypted. */
  public WriteOptions passphrases(PassphraseSupplier supplier) {
    return new WriteOptions(format, values, compressed, supplier);
  }

  /** The value of an option, if it is set. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of an option that is a size, such as {@code 64k}. */
  public Optional<Long> bytes(String key) {
    return value(key).map(text -> OptionList.bytes(key, text));
  }

  /** The value of an option that is on or off. */
  public Optional<Boolean> flag(String key) {
    return value(key).map(text -> OptionList.flag(key, text));
  }

  /**
   * Fails unless every option set is one of these.
   *
   * @throws IllegalArgumentException names the key and the nearest known one
   */
  void requireKnown(Set<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException("option '"
            + key
            + "': "
            + format
            + " has none of that name"
            + Nearest.of(key, known)
                .map(near -> "; the nearest is '" + near + "'")
                .orElse(""));
      }
    }
  }
}
