// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

/** A block cipher in mode ECB: equal blocks stay equal. */
final class EcbCipher implements SectorCipher {
  private final BlockCipher encrypting;
  private final BlockCipher decrypting;

  EcbCipher(CipherSpec spec, byte[] key) {
    this.encrypting = BlockCipher.encrypting(spec.algorithm(), key);
    this.decrypting = BlockCipher.decrypting(spec.algorithm(), key);
  }

  @Override
  public void encrypt(long sector, byte[] data, int from, int bytes) {
    encrypting.blocks(data, from, bytes);
  }

  @Override
  public void decrypt(long sector, byte[] data, int from, int bytes) {
    decrypting.blocks(data, from, bytes);
  }
}
