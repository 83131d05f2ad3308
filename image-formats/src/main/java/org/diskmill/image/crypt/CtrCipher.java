// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

/**
 * A block cipher in mode CTR: in every sector the count begins with the vector, and goes on from its
 * last byte.
 */
final class CtrCipher implements SectorCipher {
  private final BlockCipher encrypting;
  private final Vectors vectors;
  private byte[] counts = new byte[0];

  CtrCipher(CipherSpec spec, byte[] key) {
    this.encrypting = BlockCipher.encrypting(spec.algorithm(), key);
    this.vectors = Vectors.of(spec, key);
  }

  @Override
  public void encrypt(long sector, byte[] data, int from, int bytes) {
    if (counts.length < bytes) {
      counts = new byte[bytes];
    }
    int block = vectors.bytes();
    for (int at = 0; at < bytes; at += block) {
      if (at % SECTOR == 0) {
        vectors.put(sector + at / SECTOR, counts, at);
      } else {
        System.arraycopy(counts, at - block, counts, at, block);
        count(at + block - 1);
      }
    }
    encrypting.blocks(counts, 0, bytes);
    for (int i = 0; i < bytes; i++) {
      data[from + i] ^= counts[i];
    }
  }

  /** Adds one to the number that ends there. */
  private void count(int last) {
    for (int at = last; ++counts[at] == 0 && at > last - vectors.bytes() + 1; ) {
      at--;
    }
  }

  @Override
  public void decrypt(long sector, byte[] data, int from, int bytes) {
    encrypt(sector, data, from, bytes);
  }
}
