// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The hash functions that LUKS headers name and every JDK has. */
public enum Hashing {
  SHA1("SHA-1", "HmacSHA1"),
  SHA256("SHA-256", "HmacSHA256"),
  SHA512("SHA-512", "HmacSHA512");

  private final String digestName;
  private final String macName;

  Hashing(String digestName, String macName) {
    this.digestName = digestName;
    this.macName = macName;
  }

  /** The one of that name, as LUKS spells it. */
  public static Optional<Hashing> named(String name) {
    return Arrays.stream(values()).filter(one -> one.luksName().equals(name)).findFirst();
  }

  /** Its name as LUKS spells it. */
  public String luksName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String macName() {
    return macName;
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(digestName);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(digestName + " is part of every JDK", missing);
    }
  }
}
