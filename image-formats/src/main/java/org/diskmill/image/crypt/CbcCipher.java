// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Optional;

/** AES-CBC, each sector by itself. */
final class CbcCipher implements SectorCipher {
  private final Aes encrypting;
  private final Aes decrypting;
  private final InitVector vector;
  private final Optional<Aes> salted;
  private final byte[] before = new byte[Aes.BLOCK];
  private byte[] stored = new byte[0];

  /**
   * A cipher.
   *
   * @param saltKey what ESSIV encrypts with; other vectors need none
   */
  CbcCipher(byte[] key, InitVector vector, Optional<byte[]> saltKey) {
    this.encrypting = Aes.encrypting(key);
    this.decrypting = Aes.decrypting(key);
    this.vector = vector;
    this.salted = saltKey.map(Aes::encrypting);
  }

  @Override
  public void encrypt(long sector, byte[] data, int from, int bytes) {
    for (int at = from; at < from + bytes; at += SECTOR) {
      start(sector + (at - from) / SECTOR);
      for (int block = at; block < at + SECTOR; block += Aes.BLOCK) {
        mask(data, block, before, 0);
        encrypting.blocks(data, block, Aes.BLOCK);
        System.arraycopy(data, block, before, 0, Aes.BLOCK);
      }
    }
  }

  @Override
  public void decrypt(long sector, byte[] data, int from, int bytes) {
    if (stored.length < bytes) {
      stored = new byte[bytes];
    }
    System.arraycopy(data, from, stored, 0, bytes);
    decrypting.blocks(data, from, bytes);
    for (int i = 0; i < bytes; i += Aes.BLOCK) {
      if (i % SECTOR == 0) {
        start(sector + i / SECTOR);
        mask(data, from + i, before, 0);
      } else {
        mask(data, from + i, stored, i - Aes.BLOCK);
      }
    }
  }

  private void start(long sector) {
    vector.put(sector, before, 0);
    salted.ifPresent(aes -> aes.blocks(before, 0, Aes.BLOCK));
  }

  private static void mask(byte[] data, int at, byte[] with, int from) {
    for (int i = 0; i < Aes.BLOCK; i++) {
      data[at + i] ^= with[from + i];
    }
  }
}
