// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES without a mode, from the JDK, which uses the processor's instructions for it. */
final class Aes {
  static final int BLOCK = 16;

  private final Cipher cipher;

  private Aes(int mode, byte[] key) {
    try {
      this.cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("AES is part of every JDK", missing);
    }
  }

  static Aes encrypting(byte[] key) {
    return new Aes(Cipher.ENCRYPT_MODE, key);
  }

  static Aes decrypting(byte[] key) {
    return new Aes(Cipher.DECRYPT_MODE, key);
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
