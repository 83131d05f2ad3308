// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * AES-XTS. The masks of many sectors are made first, so that the block cipher runs over all of them
 * at once, which is where the JDK is fast.
 */
final class XtsCipher implements SectorCipher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What is carried out of a doubled mask comes back as this: [XTS 5.2]. */
  private static final long FEEDBACK = 0x87;

  private final Aes encrypting;
  private final Aes decrypting;
  private final Aes tweaking;
  private final InitVector vector;
  private byte[] tweaks = new byte[0];
  private byte[] masks = new byte[0];

  /**
   * A cipher.
   *
   * @param key the data key and, equally long, the tweak key
   */
  XtsCipher(byte[] key, InitVector vector) {
    byte[] dataKey = Arrays.copyOf(key, key.length / 2);
    this.encrypting = Aes.encrypting(dataKey);
    this.decrypting = Aes.decrypting(dataKey);
    this.tweaking = Aes.encrypting(Arrays.copyOfRange(key, key.length / 2, key.length));
    this.vector = vector;
  }

  @Override
  public void encrypt(long sector, byte[] data, int from, int bytes) {
    crypt(encrypting, sector, data, from, bytes);
  }

  @Override
  public void decrypt(long sector, byte[] data, int from, int bytes) {
    crypt(decrypting, sector, data, from, bytes);
  }

  private void crypt(Aes aes, long sector, byte[] data, int from, int bytes) {
    makeMasks(sector, bytes);
    mask(data, from, bytes);
    aes.blocks(data, from, bytes);
    mask(data, from, bytes);
  }

  private void mask(byte[] data, int from, int bytes) {
    for (int i = 0; i < bytes; i += Long.BYTES) {
      LONGS.set(data, from + i, (long) LONGS.get(data, from + i) ^ (long) LONGS.get(masks, i));
    }
  }

  private void makeMasks(long sector, int bytes) {
    int sectors = bytes / SECTOR;
    if (masks.length < bytes) {
      masks = new byte[bytes];
      tweaks = new byte[sectors * Aes.BLOCK];
    }
    for (int i = 0; i < sectors; i++) {
      vector.put(sector + i, tweaks, i * Aes.BLOCK);
    }
    tweaking.blocks(tweaks, 0, sectors * Aes.BLOCK);
    for (int i = 0; i < sectors; i++) {
      long low = (long) LONGS.get(tweaks, i * Aes.BLOCK);
      long high = (long) LONGS.get(tweaks, i * Aes.BLOCK + 8);
      for (int at = i * SECTOR; at < (i + 1) * SECTOR; at += Aes.BLOCK) {
        LONGS.set(masks, at, low);
        LONGS.set(masks, at + 8, high);
        long carried = high >> 63 & FEEDBACK;
        high = high << 1 | low >>> 63;
        low = low << 1 ^ carried;
      }
    }
  }
}
