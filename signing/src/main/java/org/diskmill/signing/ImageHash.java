// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.util.Arrays;
import org.diskmill.signing.UntrustedException.Reason;

/** The hash functions of image signatures, by the values of {@code img_signature_hash_method}. */
public enum ImageHash {
  /** 28 bytes. */
  SHA224("SHA-224", 28),
  /** 32 bytes. */
  SHA256("SHA-256", 32),
  /** 48 bytes. */
  SHA384("SHA-384", 48),
  /** 64 bytes. */
  SHA512("SHA-512", 64);

  private final String value;
  private final int bytes;

  ImageHash(String value, int bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  /** The property's value, which is also the JDK's name of the function. */
  public String value() {
    return value;
  }

  /** The size of a digest in bytes. */
  public int bytes() {
    return bytes;
  }

  /** What the JDK appends a key's algorithm to, as in {@code SHA256withECDSA}. */
  String prefix() {
    return name() + "with";
  }

  static ImageHash of(String where, String value) throws UntrustedException {
    for (ImageHash known : values()) {
      if (known.value.equals(value)) {
        return known;
      }
    }
    throw new UntrustedException(
        Reason.UNSUPPORTED,
        where + ": Unsupported hash method \"" + value + "\", expected one of "
            + Arrays.stream(values()).map(ImageHash::value).toList());
  }
}
