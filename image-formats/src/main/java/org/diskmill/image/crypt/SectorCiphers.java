// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ciphers with one key that are used again. Safe for use by many threads. */
public final class SectorCiphers {
  private final CipherSpec spec;
  private final byte[] key;
  private final Queue<SectorCipher> idle = new ConcurrentLinkedQueue<>();

  /** Ciphers with that key, of which a copy is kept. */
  public SectorCiphers(CipherSpec spec, byte[] key) {
    this.spec = spec;
    this.key = key.clone();
  }

  /** A cipher that nobody else has. */
  public SectorCipher take() {
    SectorCipher cipher = idle.poll();
    return cipher == null ? spec.with(key) : cipher;
  }

  /** Takes back what {@link #take} gave. */
  public void give(SectorCipher cipher) {
    idle.add(cipher);
  }

  @Override
  public String toString() {
    return spec.cipherName() + "-" + spec.spelledMode() + " with a key";
  }
}
