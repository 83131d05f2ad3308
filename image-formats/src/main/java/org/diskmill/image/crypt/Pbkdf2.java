// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** PBKDF2 [RFC 8018, 5.2] over bytes: the JDK's own takes characters only, and keys are none. */
final class Pbkdf2 {
  private Pbkdf2() {}

  static byte[] derive(Hashing hash, byte[] secret, byte[] salt, long rounds, int bytes) {
    try {
      Mac mac = hash.mac();
      // The JDK knows no empty keys; one of zeros is the same, since keys are padded with them.
      mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "RAW"));
      ByteBuffer derived = ByteBuffer.allocate(bytes);
      for (int block = 1; derived.hasRemaining(); block++) {
        mac.update(salt);
        byte[] last =
            mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(0, block).array());
        byte[] all = last.clone();
        for (long round = 1; round < rounds; round++) {
          mac.update(last);
          mac.doFinal(last, 0);
          for (int i = 0; i < all.length; i++) {
            all[i] ^= last[i];
          }
        }
        derived.put(all, 0, Math.min(all.length, derived.remaining()));
        Arrays.fill(all, (byte) 0);
      }
      return derived.array();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(hash + " is part of every JDK", missing);
    }
  }

  /** How many rounds deriving that many bytes takes. */
  static long work(Hashing hash, long rounds, int bytes) {
    return Math.multiplyExact(rounds, (bytes + hash.bytes() - 1L) / hash.bytes());
  }
}
