// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Gets the key out of a LUKS header: [LUKS1 4.2]. */
public final class LuksKey {
  private LuksKey() {}

  /**
   * Tries the passphrase on every slot that is in use.
   *
   * @param passphrase as bytes; stays the caller's
   * @return ciphers with the key, or empty when it opens none of them
   */
  public static Optional<SectorCiphers> unlock(LuksHeader header, byte[] passphrase)
      throws IOException {
    header.requireAlgorithms();
    for (LuksHeader.Slot slot : header.slots()) {
      if (slot.active()) {
        byte[] key = candidate(header, slot, passphrase);
        boolean right = isKey(header, key);
        Optional<SectorCiphers> opened =
            right ? Optional.of(new SectorCiphers(header.cipher(), key)) : Optional.empty();
        Arrays.fill(key, (byte) 0);
        if (right) {
          return opened;
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] candidate(LuksHeader header, LuksHeader.Slot slot, byte[] passphrase)
      throws IOException {
    byte[] derived = Pbkdf2.derive(
        header.hash(), passphrase, header.salt(slot), slot.iterations(), header.keyBytes());
    byte[] material = header.material(slot);
    header.cipher().with(derived).decrypt(0, material, 0, material.length);
    Arrays.fill(derived, (byte) 0);
    byte[] stripes = Arrays.copyOf(material, Math.toIntExact(header.keyBytes() * slot.stripes()));
    byte[] key = AntiForensic.merge(stripes, header.keyBytes(), header.hash());
    Arrays.fill(material, (byte) 0);
    Arrays.fill(stripes, (byte) 0);
    return key;
  }

  private static boolean isKey(LuksHeader header, byte[] key) {
    byte[] digest = Pbkdf2.derive(
        header.hash(),
        key,
        header.masterSalt(),
        header.masterIterations(),
        LuksHeader.DIGEST_BYTES);
    return MessageDigest.isEqual(digest, header.masterDigest());
  }
}
