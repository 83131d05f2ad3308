// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The block ciphers that LUKS headers made by QEMU name. Every JDK has AES. */
public enum CipherAlgorithm {
  AES("AES", 16, 16, 24, 32),
  SERPENT("Serpent", 16, 16, 24, 32),
  TWOFISH("Twofish", 16, 16, 24, 32),
  CAST5("CAST5", 8, 16);

  static final String SERVICE = "Cipher";

  private final String javaName;
  private final int blockBytes;
  private final int[] keyBytes;

  CipherAlgorithm(String javaName, int blockBytes, int... keyBytes) {
    this.javaName = javaName;
    this.blockBytes = blockBytes;
    this.keyBytes = keyBytes;
  }

  static Optional<CipherAlgorithm> named(String luksName) {
    return Arrays.stream(values())
        .filter(one -> one.luksName().equals(luksName))
        .findFirst();
  }

  String luksName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String javaName() {
    return javaName;
  }

  int blockBytes() {
    return blockBytes;
  }

  boolean takesKeyOf(int bytes) {
    return Arrays.stream(keyBytes).anyMatch(one -> one == bytes);
  }

  boolean isHere() {
    return Algorithms.provider(SERVICE, javaName).isPresent();
  }
}
