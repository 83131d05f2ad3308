// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.LockedImageException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.crypt.CipherSpec;
import org.diskmill.image.crypt.Hashing;
import org.diskmill.image.crypt.LuksVolume;
import org.diskmill.image.crypt.Rounds;
import org.diskmill.image.crypt.Secrets;
import org.diskmill.image.write.WriteOptions;

/**
 * How guest clusters are to be encrypted: with LUKS, by the cipher that QEMU chooses too.
 *
 * @param hash of the passphrase
 * @param rounds of hashing it
 */
record Encryption(CipherSpec cipher, Hashing hash, int rounds) {
  /** What is written, and what else QEMU has: known, so that it is refused by name. */
  static final Set<String> KEYS = Set.of(
      "encryption",
      "encrypt.format",
      "encrypt.key-secret",
      "encrypt.cipher-alg",
      "encrypt.cipher-mode",
      "encrypt.ivgen-alg",
      "encrypt.ivgen-hash-alg",
      "encrypt.hash-alg",
      "encrypt.iter-time");

  /** Half a second of one processor, for SHA-256; a count, not a time, so that it can be tested. */
  private static final int ROUNDS = 1_000_000;

  static Optional<Encryption> read(WriteOptions options) throws UnsupportedImageException {
    String format = options.value("encrypt.format").orElse("off");
    boolean legacy = options.flag("encryption").orElse(false);
    if (legacy || format.equals("aes")) {
      throw new UnsupportedImageException(
          "qcow2: encryption=on and encrypt.format=aes are not written, since they protect nobody;"
              + " use encrypt.format=luks");
    }
    only(options, "encrypt.cipher-alg", "aes-256");
    only(options, "encrypt.cipher-mode", "xts");
    only(options, "encrypt.ivgen-alg", "plain64");
    if (options.value("encrypt.key-secret").isPresent()
        || options.value("encrypt.ivgen-hash-alg").isPresent()) {
      throw new UnsupportedImageException(
          "qcow2: encrypt.key-secret, encrypt.iter-time and"
              + " encrypt.ivgen-hash-alg are not understood; the passphrase is given beside the options");
    }
    if (format.equals("off")) {
      return Optional.empty();
    }
    if (!format.equals("luks")) {
      throw new IllegalArgumentException("option 'encrypt.format': '" + format + "' is not luks");
    }
    String hash = options.value("encrypt.hash-alg").orElse("sha256");
    Hashing hashing = Hashing.named(hash)
        .orElseThrow(() -> new IllegalArgumentException(
            "option 'encrypt.hash-alg': '" + hash + "' is neither sha1, sha256 nor sha512"));
    Optional<Long> millis = options.bytes("encrypt.iter-time");
    int rounds = millis.map(time -> Rounds.taking(hashing, time)).orElse(ROUNDS);
    return Optional.of(new Encryption(CipherSpec.AES_256_XTS, hashing, rounds));
  }

  private static void only(WriteOptions options, String key, String value)
      throws UnsupportedImageException {
    String found = options.value(key).orElse(value);
    if (!found.equals(value)) {
      throw new UnsupportedImageException(
          "qcow2: " + key + "=" + found + " is not written, only " + value);
    }
  }

  /** Makes the key. */
  LuksVolume volume(WriteOptions options, String target) throws IOException {
    char[] passphrase = options
        .passphrases()
        .passphrase(target)
        .orElseThrow(
            () -> new LockedImageException(target + ": is to be encrypted; give a passphrase"));
    byte[] secret = Secrets.bytes(passphrase);
    try {
      return LuksVolume.create(cipher, hash, rounds, secret, new SecureRandom());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
