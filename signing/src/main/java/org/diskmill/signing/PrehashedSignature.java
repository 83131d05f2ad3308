// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** Checks a signature against a digest that was made before. */
final class PrehashedSignature {
  private PrehashedSignature() {}

  static boolean fits(ImageSignature signature, PublicKey key, byte[] digest)
      throws UntrustedException {
    if (signature.keyType() == ImageKeyType.RSA_PSS) {
      return PssCheck.fits(signature, (RSAPublicKey) key, digest);
    }
    try {
      Signature function = function(signature.keyType(), key);
      function.update(digest);
      return function.verify(signature.signature());
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      // Not even a pair of numbers; providers throw what their parsers throw.
      return false;
    }
  }

  /** Bouncy Castle where the JDK refuses: binary curves, and DSA with a hash unlike its subgroup. */
  private static Signature function(ImageKeyType type, PublicKey key)
      throws GeneralSecurityException {
    String algorithm = type == ImageKeyType.DSA ? "DSA" : "ECDSA";
    if (type != ImageKeyType.DSA && !type.onBinaryCurve()) {
      Signature function = Signature.getInstance("NONEwith" + algorithm);
      function.initVerify(key);
      return function;
    }
    KeyFactory factory =
        KeyFactory.getInstance(type == ImageKeyType.DSA ? "DSA" : "EC", BouncyCastle.PROVIDER);
    Signature function = Signature.getInstance("NONEwith" + algorithm, BouncyCastle.PROVIDER);
    function.initVerify(factory.generatePublic(new X509EncodedKeySpec(key.getEncoded())));
    return function;
  }
}
