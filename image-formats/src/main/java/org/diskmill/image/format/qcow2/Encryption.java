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
 * How guest clusters are to be encrypted: with LUKS, unless said otherwise by the cipher that QEMU
 * chooses too.
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
    if (options.value("encrypt.key-secret").isPresent()) {
      throw new UnsupportedImageException("qcow2: encrypt.key-secret is not understood; the"
          + " passphrase is given beside the options");
    }
    if (format.equals("off")) {
      return Optional.empty();
    }
    if (!format.equals("luks")) {
      throw new IllegalArgumentException("option 'encrypt.format': '" + format + "' is not luks");
    }
    Hashing hash = hashing(options, "encrypt.hash-alg");
    Optional<Long> millis = options.bytes("encrypt.iter-time");
    int rounds = millis.map(time -> Rounds.taking(hash, time)).orElse(ROUNDS);
    return Optional.of(new Encryption(cipher(options), hash, rounds));
  }

  private static CipherSpec cipher(WriteOptions options) throws UnsupportedImageException {
    String name = options.value("encrypt.cipher-alg").orElse("aes-256");
    String mode = options.value("encrypt.cipher-mode").orElse("xts");
    String vector = options.value("encrypt.ivgen-alg").orElse("plain64");
    if (vector.equals("essiv")) {
      vector += ":" + hashing(options, "encrypt.ivgen-hash-alg").luksName();
    }
    CipherSpec cipher = CipherSpec.named(name, mode, vector)
        .orElseThrow(() -> new IllegalArgumentException("options 'encrypt.cipher-alg',"
            + " 'encrypt.cipher-mode', 'encrypt.ivgen-alg' and 'encrypt.ivgen-hash-alg': " + name
            + " in mode " + mode + " does not go together, or is not known"));
    if (!cipher.isHere()) {
      throw new UnsupportedImageException("qcow2: the cipher " + name
          + " is none of the JDK's; a provider for it, such as Bouncy Castle, must be on the path");
    }
    if (!LuksVolume.holds(cipher)) {
      throw new UnsupportedImageException("qcow2: encrypt.cipher-alg=" + name + " with "
          + "encrypt.cipher-mode=" + mode + " is not written, since QEMU cannot open it");
    }
    return cipher;
  }

  private static Hashing hashing(WriteOptions options, String key)
      throws UnsupportedImageException {
    String name = options.value(key).orElse("sha256");
    Hashing hash = Hashing.named(name)
        .orElseThrow(() -> new IllegalArgumentException("option '" + key + "': '" + name
            + "' is none of md5, sha1, sha224, sha256, sha384, sha512, ripemd160"));
    if (!hash.isHere()) {
      throw new UnsupportedImageException("qcow2: the hash " + name
          + " is none of the JDK's; a provider for it, such as Bouncy Castle, must be on the path");
    }
    return hash;
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
