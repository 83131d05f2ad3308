// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

/** A block cipher in mode CBC, each sector by itself. */
final class CbcCipher implements SectorCipher {
  private final BlockCipher encrypting;
  private final BlockCipher decrypting;
  private final Vectors vectors;
  private final int blockBytes;
  private final byte[] before;
  private byte[] stored = new byte[0];

  CbcCipher(CipherSpec spec, byte[] key) {
    this.encrypting = BlockCipher.encrypting(spec.algorithm(), key);
    this.decrypting = BlockCipher.decrypting(spec.algorithm(), key);
    this.vectors = Vectors.of(spec, key);
    this.blockBytes = vectors.bytes();
    this.before = new byte[blockBytes];
  }

  @Override
  public void encrypt(long sector, byte[] data, int from, int bytes) {
    for (int at = from; at < from + bytes; at += SECTOR) {
      vectors.put(sector + (at - from) / SECTOR, before, 0);
      for (int block = at; block < at + SECTOR; block += blockBytes) {
        mask(data, block, before, 0);
        encrypting.blocks(data, block, blockBytes);
        System.arraycopy(data, block, before, 0, blockBytes);
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
    for (int i = 0; i < bytes; i += blockBytes) {
      if (i % SECTOR == 0) {
        vectors.put(sector + i / SECTOR, before, 0);
        mask(data, from + i, before, 0);
      } else {
        mask(data, from + i, stored, i - blockBytes);
      }
    }
  }

  private void mask(byte[] data, int at, byte[] with, int from) {
    for (int i = 0; i < blockBytes; i++) {
      data[at + i] ^= with[from + i];
    }
  }
}
