// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A block cipher with a key and without a mode. AES comes from the JDK, which uses the processor's
 * instructions for it.
 */
final class BlockCipher {
  private final Cipher cipher;

  private BlockCipher(CipherAlgorithm algorithm, int mode, byte[] key) {
    try {
      this.cipher = Cipher.getInstance(
          algorithm.javaName() + "/ECB/NoPadding",
          Algorithms.found(CipherAlgorithm.SERVICE, algorithm.javaName()));
      cipher.init(mode, new SecretKeySpec(key, algorithm.javaName()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(algorithm + " was said to be there", missing);
    }
  }

  static BlockCipher encrypting(CipherAlgorithm algorithm, byte[] key) {
    return new BlockCipher(algorithm, Cipher.ENCRYPT_MODE, key);
  }

  static BlockCipher decrypting(CipherAlgorithm algorithm, byte[] key) {
    return new BlockCipher(algorithm, Cipher.DECRYPT_MODE, key);
  }

  /** Transforms whole blocks in place. */
  void blocks(byte[] data, int from, int bytes) {
    try {
      cipher.update(data, from, bytes, data, from);
    } catch (GeneralSecurityException tooShort) {
      throw new IllegalStateException(tooShort);
    }
  }
}
