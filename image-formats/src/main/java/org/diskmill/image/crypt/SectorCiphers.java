// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import org.diskmill.io.Reused;

/** Ciphers with one key that are used again. Safe for use by many threads. */
public final class SectorCiphers {
  private final CipherSpec spec;
  private final Reused<SectorCipher> ciphers;

  /** Ciphers with that key, of which a copy is kept. */
  public SectorCiphers(CipherSpec spec, byte[] key) {
    this.spec = spec;
    byte[] kept = key.clone();
    this.ciphers = new Reused<>(() -> spec.with(kept));
  }

  /** A cipher that nobody else has. */
  public SectorCipher take() {
    return ciphers.take();
  }

  /** Takes back what {@link #take} gave. */
  public void give(SectorCipher cipher) {
    ciphers.give(cipher);
  }

  @Override
  public String toString() {
    return spec.cipherName() + "-" + spec.spelledMode() + " with a key";
  }
}
