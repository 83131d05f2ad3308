// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

/** Encrypts and decrypts whole sectors in place. Used by one thread at a time. */
public interface SectorCipher {
  /** The size of a sector in bytes. */
  int SECTOR = 512;

  /**
   * Encrypts sectors.
   *
   * @param sector the number of the first one
   * @param from where it begins in {@code data}
   * @param bytes how many there are, a multiple of {@link #SECTOR}
   */
  void encrypt(long sector, byte[] data, int from, int bytes);

  /** Decrypts sectors; as {@link #encrypt}. */
  void decrypt(long sector, byte[] data, int from, int bytes);
}
