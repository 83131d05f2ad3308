// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;

/** The hash functions that LUKS headers name. Every JDK has all but the last. */
public enum Hashing {
  MD5("MD5", "HmacMD5", 16),
  SHA1("SHA-1", "HmacSHA1", 20),
  SHA224("SHA-224", "HmacSHA224", 28),
  SHA256("SHA-256", "HmacSHA256", 32),
  SHA384("SHA-384", "HmacSHA384", 48),
  SHA512("SHA-512", "HmacSHA512", 64),
  RIPEMD160("RIPEMD160", "HmacRIPEMD160", 20);

  private static final String SERVICE = "MessageDigest";

  private final String digestName;
  private final String macName;
  private final int bytes;

  Hashing(String digestName, String macName, int bytes) {
    this.digestName = digestName;
    this.macName = macName;
    this.bytes = bytes;
  }

  /** The one of that name, as LUKS spells it. */
  public static Optional<Hashing> named(String name) {
    return Arrays.stream(values()).filter(one -> one.luksName().equals(name)).findFirst();
  }

  /** Its name as LUKS spells it. */
  public String luksName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long a digest is, in bytes. */
  int bytes() {
    return bytes;
  }

  /** Whether somebody has it. */
  public boolean isHere() {
    return Algorithms.provider(SERVICE, digestName).isPresent();
  }

  MessageDigest digest() {
    try {
      return MessageDigest.getInstance(digestName, Algorithms.found(SERVICE, digestName));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(digestName + " was said to be there", missing);
    }
  }

  Mac mac() {
    try {
      return Mac.getInstance(macName, Algorithms.found("Mac", macName));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(macName + " comes with " + digestName, missing);
    }
  }
}
