// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How sectors are encrypted, but for the key.
 *
 * @param keyBytes how long a key is; XTS takes two at once
 * @param vectorHash what ESSIV hashes the key with
 */
public record CipherSpec(
    CipherAlgorithm algorithm,
    CipherMode mode,
    int keyBytes,
    InitVector vector,
    Optional<Hashing> vectorHash) {
  /** What LUKS made by QEMU and cryptsetup uses. */
  public static final CipherSpec AES_256_XTS =
      new CipherSpec(CipherAlgorithm.AES, CipherMode.XTS, 64, InitVector.PLAIN64, Optional.empty());

  /** What qcow and qcow2 used before LUKS. */
  public static final CipherSpec LEGACY =
      new CipherSpec(CipherAlgorithm.AES, CipherMode.CBC, 16, InitVector.PLAIN64, Optional.empty());

  private static final List<Integer> SIZES = List.of(128, 192, 256);

  /**
   * Reads the names in a LUKS header.
   *
   * @param mode such as {@code cbc-essiv:sha256}
   * @return empty when it is none of those that are known here
   */
  public static Optional<CipherSpec> named(String cipher, String mode, int keyBytes) {
    int dash = mode.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    return CipherAlgorithm.named(cipher)
        .flatMap(algorithm -> CipherMode.named(mode.substring(0, dash))
            .flatMap(one -> vectored(algorithm, one, keyBytes, mode.substring(dash + 1))))
        .filter(CipherSpec::isSound);
  }

  /**
   * Reads the names that QEMU's options have.
   *
   * @param cipher with the size of one key in bits, such as {@code aes-256}
   * @param vector such as {@code essiv:sha256}
   */
  public static Optional<CipherSpec> named(String cipher, String mode, String vector) {
    int dash = cipher.lastIndexOf('-');
    int keys = mode.equals(CipherMode.XTS.luksName()) ? 2 : 1;
    return SIZES.stream()
        .filter(bits -> cipher.substring(dash + 1).equals(Integer.toString(bits)))
        .findFirst()
        .flatMap(bits -> named(
            cipher.substring(0, Math.max(0, dash)), mode + "-" + vector, keys * bits / Byte.SIZE));
  }

  private static Optional<CipherSpec> vectored(
      CipherAlgorithm algorithm, CipherMode mode, int keyBytes, String spelled) {
    int colon = spelled.indexOf(':');
    Optional<Hashing> hash =
        colon < 0 ? Optional.empty() : Hashing.named(spelled.substring(colon + 1));
    String name = colon < 0 ? spelled : spelled.substring(0, colon);
    return Arrays.stream(InitVector.values())
        .filter(one -> one.luksName().equals(name))
        .filter(one -> (one == InitVector.ESSIV) == hash.isPresent())
        .filter(one -> colon < 0 || hash.isPresent())
        .findFirst()
        .map(vector -> new CipherSpec(algorithm, mode, keyBytes, vector, hash));
  }

  /** Whether the cipher takes such a key, and ESSIV's hash is one too. */
  private boolean isSound() {
    boolean xts = mode == CipherMode.XTS;
    return algorithm.takesKeyOf(xts ? keyBytes / 2 : keyBytes)
        && !(xts && (keyBytes % 2 != 0 || algorithm.blockBytes() != XtsCipher.BLOCK))
        && vectorHash.map(hash -> algorithm.takesKeyOf(hash.bytes())).orElse(true);
  }

  /** Whether somebody has what it needs. */
  public boolean isHere() {
    return algorithm.isHere() && vectorHash.map(Hashing::isHere).orElse(true);
  }

  /** The mode as a LUKS header spells it. */
  String spelledMode() {
    return modeName()
        + "-"
        + vector.luksName()
        + vectorHash.map(hash -> ":" + hash.luksName()).orElse("");
  }

  /** The cipher as QEMU spells it, with the size of one key. */
  public String cipherName() {
    return algorithm.luksName() + "-" + (mode == CipherMode.XTS ? keyBytes / 2 : keyBytes) * 8;
  }

  /** The mode's own name. */
  public String modeName() {
    return mode.luksName();
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
    return switch (mode) {
      case ECB -> new EcbCipher(this, key);
      case CBC -> new CbcCipher(this, key);
      case CTR -> new CtrCipher(this, key);
      case XTS -> new XtsCipher(this, key);
    };
  }
}
