// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** Blows a key up so that losing a little of it loses all of it: [LUKS1 2.4]. */
final class AntiForensic {
  private AntiForensic() {}

  static byte[] merge(byte[] stripes, int keyBytes, Hashing hash) {
    byte[] key = folded(stripes, stripes.length - keyBytes, keyBytes, hash);
    mask(key, stripes, stripes.length - keyBytes);
    return key;
  }

  static byte[] split(byte[] key, int count, Hashing hash, SecureRandom random) {
    byte[] stripes = new byte[Math.multiplyExact(key.length, count)];
    random.nextBytes(stripes);
    int last = stripes.length - key.length;
    byte[] folded = folded(stripes, last, key.length, hash);
    mask(folded, key, 0);
    System.arraycopy(folded, 0, stripes, last, key.length);
    return stripes;
  }

  /** All stripes but the last. */
  private static byte[] folded(byte[] stripes, int end, int keyBytes, Hashing hash) {
    MessageDigest digest = hash.digest();
    byte[] folded = new byte[keyBytes];
    for (int at = 0; at < end; at += keyBytes) {
      mask(folded, stripes, at);
      diffuse(folded, digest);
    }
    return folded;
  }

  private static void mask(byte[] key, byte[] with, int from) {
    for (int i = 0; i < key.length; i++) {
      key[i] ^= with[from + i];
    }
  }

  private static void diffuse(byte[] key, MessageDigest digest) {
    int each = digest.getDigestLength();
    for (int at = 0, part = 0; at < key.length; at += each, part++) {
      int count = Math.min(each, key.length - at);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part));
      digest.update(key, at, count);
      byte[] hashed = digest.digest();
      System.arraycopy(hashed, 0, key, at, count);
      Arrays.fill(hashed, (byte) 0);
    }
  }
}
