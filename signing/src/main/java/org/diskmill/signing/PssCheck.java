// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.diskmill.signing.UntrustedException.Reason;

/**
 * Checks an RSA-PSS signature against a digest that was made before.
 *
 * <p>The length of the salt is not declared anywhere: Python's library and OpenSSL 3.0 write the
 * longest that fits, newer OpenSSL one as long as the hash. With the digest at hand both can be tried
 * after one pass over the image.
 */
final class PssCheck {
  private PssCheck() {}

  static boolean fits(ImageSignature signature, RSAPublicKey key, byte[] digest)
      throws UntrustedException {
    ImageHash hash = signature.hash();
    int modulusBits = key.getModulus().bitLength();
    byte[] value = signature.signature();
    if (value.length != (modulusBits + 7) / 8) {
      return false;
    }
    int longest = Pss.maxSalt(modulusBits, hash.bytes());
    return fits(hash, key, longest, value, digest) || fits(hash, key, hash.bytes(), value, digest);
  }

  private static boolean fits(
      ImageHash hash, RSAPublicKey key, int saltBytes, byte[] value, byte[] digest)
      throws UntrustedException {
    requireAllowed(hash, key, saltBytes);
    PSSSigner function = PSSSigner.createRawSigner(
        new RSAEngine(), function(hash), function(hash), saltBytes, PSSSigner.TRAILER_IMPLICIT);
    try {
      function.init(false, new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()));
    } catch (IllegalArgumentException refused) {
      throw new UntrustedException(
          Reason.WRONG_KEY, "the RSA key is not one: " + refused.getMessage(), refused);
    }
    function.update(digest, 0, digest.length);
    return function.verifySignature(value);
  }

  private static void requireAllowed(ImageHash hash, RSAPublicKey key, int saltBytes)
      throws UntrustedException {
    AlgorithmParameterSpec bound = key.getParams();
    if (bound != null && !Pss.allows(bound, parameters(hash, saltBytes))) {
      throw new UntrustedException(
          Reason.WRONG_KEY,
          "the certificate binds its key to other parameters than " + hash.value() + ": " + bound);
    }
  }

  /** Parameters with the same hash function for message and mask, as the scheme has them. */
  static PSSParameterSpec parameters(ImageHash hash, int saltBytes) {
    return new PSSParameterSpec(
        hash.value(), "MGF1", new MGF1ParameterSpec(hash.value()), saltBytes, 1);
  }

  private static Digest function(ImageHash hash) {
    return switch (hash) {
      case SHA224 -> new SHA224Digest();
      case SHA256 -> SHA256Digest.newInstance();
      case SHA384 -> new SHA384Digest();
      case SHA512 -> new SHA512Digest();
    };
  }
}
