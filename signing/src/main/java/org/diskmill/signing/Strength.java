// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import org.diskmill.signing.UntrustedException.Reason;

/** Keys and algorithms on a path: a list of those that are good, and no others. */
final class Strength {
  private static final int MIN_FACTORED_BITS = 2048;
  /** Larger ones cost a verifier seconds, and nobody has them. */
  private static final int MAX_FACTORED_BITS = 16384;

  private static final int MIN_CURVE_BITS = 256;

  private static final String RSA_PSS = "1.2.840.113549.1.1.10";

  private static final Set<String> SIGNATURES = Set.of(
      "1.2.840.113549.1.1.14", // RSA PKCS #1 v1.5 with SHA-224 [RFC 4055 section 5], and so on
      "1.2.840.113549.1.1.11",
      "1.2.840.113549.1.1.12",
      "1.2.840.113549.1.1.13",
      "1.2.840.10045.4.3.1", // ECDSA with SHA-224 [RFC 5758 section 3.2], and so on
      "1.2.840.10045.4.3.2",
      "1.2.840.10045.4.3.3",
      "1.2.840.10045.4.3.4",
      "2.16.840.1.101.3.4.3.1", // DSA with SHA-224 [RFC 5758 section 3.1], and so on
      "2.16.840.1.101.3.4.3.2",
      "2.16.840.1.101.3.4.3.3",
      "2.16.840.1.101.3.4.3.4",
      "1.3.101.112", // Ed25519 [RFC 8410 section 3]
      "1.3.101.113"); // Ed448

  private Strength() {}

  static void requireKey(String what, X509Certificate certificate) throws UntrustedException {
    PublicKey key = certificate.getPublicKey();
    int bits;
    int least = MIN_FACTORED_BITS;
    if (key instanceof RSAPublicKey rsa) {
      bits = rsa.getModulus().bitLength();
    } else if (key instanceof DSAPublicKey dsa && dsa.getParams() != null) {
      bits = dsa.getParams().getP().bitLength();
    } else if (key instanceof ECPublicKey point) {
      bits = point.getParams().getCurve().getField().getFieldSize();
      least = MIN_CURVE_BITS;
    } else if (key instanceof EdECPublicKey) {
      return;
    } else {
      throw new UntrustedException(
          Reason.UNSUPPORTED,
          what + ": certificate " + Certificates.label(certificate) + ": Unsupported key "
              + key.getAlgorithm());
    }
    if (bits < least || bits > MAX_FACTORED_BITS) {
      throw new UntrustedException(
          Reason.WEAK,
          what + ": certificate " + Certificates.label(certificate) + ": " + key.getAlgorithm()
              + " key of " + bits + " bits, expected " + least + " to " + MAX_FACTORED_BITS);
    }
  }

  static void requireSignature(String what, X509Certificate certificate) throws UntrustedException {
    String oid = certificate.getSigAlgOID();
    if (!SIGNATURES.contains(oid) && !(oid.equals(RSA_PSS) && hasGoodHash(certificate))) {
      throw new UntrustedException(
          Reason.WEAK,
          what + ": certificate " + Certificates.label(certificate) + ": signed with "
              + certificate.getSigAlgName() + " (" + oid + "), which is not accepted");
    }
  }

  /** PSS means SHA-1 unless its parameters say otherwise [RFC 4055 section 3.1]. */
  private static boolean hasGoodHash(X509Certificate certificate) {
    byte[] encoded = certificate.getSigAlgParams();
    if (encoded == null) {
      return false;
    }
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(encoded);
      String hash = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
      return Set.of("SHA-224", "SHA-256", "SHA-384", "SHA-512").contains(hash);
    } catch (GeneralSecurityException | IOException unreadable) {
      return false;
    }
  }
}
