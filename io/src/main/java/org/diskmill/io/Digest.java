// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a hash function made of some bytes.
 *
 * @param algorithm the JDK's name of the function, such as {@code SHA-256}
 * @param hex the value, in lower-case hexadecimal digits
 */
public record Digest(String algorithm, String hex) {
  public Digest {
    if (algorithm.isBlank()) {
      throw new IllegalArgumentException("algorithm: blank");
    }
    if (hex.isEmpty() || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
      throw new IllegalArgumentException("hex: not lower-case hexadecimal: " + hex);
    }
  }

  /** The JDK's name of SHA-256. */
  public static final String SHA_256 = "SHA-256";

  /** The JDK's name of SHA-512. */
  public static final String SHA_512 = "SHA-512";

  /** The digest whose raw bytes are {@code value}. */
  public static Digest of(String algorithm, byte[] value) {
    return new Digest(algorithm, HexFormat.of().formatHex(value));
  }

  /** The raw bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /**
   * A fresh hash function.
   *
   * @throws IllegalArgumentException when the JDK has none of that name
   */
  public static MessageDigest function(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalArgumentException("algorithm: the JDK has no " + algorithm, unknown);
    }
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
