// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Arrays;
import java.util.Optional;

/**
 * How sectors are encrypted, but for the key.
 *
 * @param xts whether in mode XTS, otherwise in mode CBC
 * @param keyBytes how long a key is; XTS takes two at once
 * @param vectorHash what ESSIV hashes the key with
 */
public record CipherSpec(
    boolean xts, int keyBytes, InitVector vector, Optional<Hashing> vectorHash) {
  /** What LUKS made by QEMU and cryptsetup uses. */
  public static final CipherSpec AES_256_XTS =
      new CipherSpec(true, 64, InitVector.PLAIN64, Optional.empty());

  /** What qcow and qcow2 used before LUKS. */
  public static final CipherSpec LEGACY =
      new CipherSpec(false, 16, InitVector.PLAIN64, Optional.empty());

  /**
   * Reads the names in a LUKS header.
   *
   * @return empty when it is none of those that are known here
   */
  static Optional<CipherSpec> named(String cipher, String mode, int keyBytes) {
    int dash = mode.indexOf('-');
    if (!cipher.equals("aes") || dash < 0) {
      return Optional.empty();
    }
    boolean xts = mode.substring(0, dash).equals("xts");
    if (!xts && !mode.substring(0, dash).equals("cbc")) {
      return Optional.empty();
    }
    int each = xts ? keyBytes / 2 : keyBytes;
    boolean sized = xts ? keyBytes == 32 || keyBytes == 64 : each == 16 || each == 24 || each == 32;
    return sized ? vectored(xts, keyBytes, mode.substring(dash + 1)) : Optional.empty();
  }

  private static Optional<CipherSpec> vectored(boolean xts, int keyBytes, String vector) {
    Optional<InitVector> plain = Arrays.stream(InitVector.values())
        .filter(one -> one != InitVector.ESSIV && one.luksName().equals(vector))
        .findFirst();
    if (plain.isPresent()) {
      return Optional.of(new CipherSpec(xts, keyBytes, plain.get(), Optional.empty()));
    }
    // The salt is a key of AES, so its hash must be as long as one.
    if (vector.equals("essiv:sha256") && !xts) {
      Optional<Hashing> hash = Optional.of(Hashing.SHA256);
      return Optional.of(new CipherSpec(false, keyBytes, InitVector.ESSIV, hash));
    }
    return Optional.empty();
  }

  /** The mode as a LUKS header spells it. */
  String mode() {
    return (xts ? "xts-" : "cbc-")
        + vector.luksName()
        + vectorHash.map(hash -> ":" + hash.luksName()).orElse("");
  }

  /** The cipher as QEMU spells it, with the size of one key. */
  public String cipherName() {
    return "aes-" + (xts ? keyBytes / 2 : keyBytes) * 8;
  }

  /** The mode's own name. */
  public String modeName() {
    return xts ? "xts" : "cbc";
  }

  /** The name of what makes the initialisation vectors. */
  public String vectorName() {
    return vector.luksName();
  }

  /** A cipher with that key. */
  SectorCipher with(byte[] key) {
    if (key.length != keyBytes) {
      throw new IllegalArgumentException("key: has " + key.length + " bytes, not " + keyBytes);
    }
    return xts
        ? new XtsCipher(key, vector)
        : new CbcCipher(key, vector, vectorHash.map(hash -> hash.digest().digest(key)));
  }
}
