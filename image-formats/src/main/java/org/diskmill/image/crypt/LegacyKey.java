// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Arrays;

/** The encryption that qcow and qcow2 had before LUKS: the passphrase, cut or padded, is the key. */
public final class LegacyKey {
  private LegacyKey() {}

  /** Ciphers with that key; overwrites {@code passphrase}. A wrong one is not noticed. */
  public static SectorCiphers of(char[] passphrase) {
    byte[] secret = Secrets.bytes(passphrase);
    byte[] key = Arrays.copyOf(secret, CipherSpec.LEGACY.keyBytes());
    SectorCiphers ciphers = new SectorCiphers(CipherSpec.LEGACY, key);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(key, (byte) 0);
    return ciphers;
  }
}
