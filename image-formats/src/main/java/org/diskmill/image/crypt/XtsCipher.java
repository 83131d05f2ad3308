// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A block cipher in mode XTS. The masks of many sectors are made first, so that the block cipher runs
 * over all of them at once, which is where the JDK is fast.
 */
final class XtsCipher implements SectorCipher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What is carried out of a doubled mask comes back as this: [XTS 5.2]. */
  private static final long FEEDBACK = 0x87;

  /** Of the ciphers that have this mode. */
  static final int BLOCK = 16;

  private final BlockCipher encrypting;
  private final BlockCipher decrypting;
  private final BlockCipher tweaking;
  private final Vectors vectors;
  private byte[] tweaks = new byte[0];
  private byte[] masks = new byte[0];

  /**
   * A cipher.
   *
   * @param key the data key and, equally long, the tweak key
   */
  XtsCipher(CipherSpec spec, byte[] key) {
    byte[] dataKey = Arrays.copyOf(key, key.length / 2);
    byte[] tweakKey = Arrays.copyOfRange(key, key.length / 2, key.length);
    this.encrypting = BlockCipher.encrypting(spec.algorithm(), dataKey);
    this.decrypting = BlockCipher.decrypting(spec.algorithm(), dataKey);
    this.tweaking = BlockCipher.encrypting(spec.algorithm(), tweakKey);
    this.vectors = Vectors.of(spec, key);
  }

  @Override
  public void encrypt(long sector, byte[] data, int from, int bytes) {
    crypt(encrypting, sector, data, from, bytes);
  }

  @Override
  public void decrypt(long sector, byte[] data, int from, int bytes) {
    crypt(decrypting, sector, data, from, bytes);
  }

  private void crypt(BlockCipher cipher, long sector, byte[] data, int from, int bytes) {
    makeMasks(sector, bytes);
    mask(data, from, bytes);
    cipher.blocks(data, from, bytes);
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
      tweaks = new byte[sectors * BLOCK];
    }
    for (int i = 0; i < sectors; i++) {
      vectors.put(sector + i, tweaks, i * BLOCK);
    }
    tweaking.blocks(tweaks, 0, sectors * BLOCK);
    for (int i = 0; i < sectors; i++) {
      long low = (long) LONGS.get(tweaks, i * BLOCK);
      long high = (long) LONGS.get(tweaks, i * BLOCK + 8);
      for (int at = i * SECTOR; at < (i + 1) * SECTOR; at += BLOCK) {
        LONGS.set(masks, at, low);
        LONGS.set(masks, at + 8, high);
        long carried = high >> 63 & FEEDBACK;
        high = high << 1 | low >>> 63;
        low = low << 1 ^ carried;
      }
    }
  }
}
