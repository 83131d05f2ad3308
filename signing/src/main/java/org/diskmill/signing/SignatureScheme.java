// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** How statements are signed: a closed list, one entry for each kind of key. */
public enum SignatureScheme {
  /** [RFC 8032] */
  ED25519("Ed25519"),
  /** NIST's curve of 256 bits, with SHA-256; DER. */
  ECDSA_P256("SHA256withECDSA"),
  /** NIST's curve of 384 bits, with SHA-384; DER. */
  ECDSA_P384("SHA384withECDSA"),
  /** NIST's curve of 521 bits, with SHA-512; DER. */
  ECDSA_P521("SHA512withECDSA"),
  /** RSA of 2,048 bits or more, with PSS over SHA-256 and a salt of 32 bytes. */
  RSA_PSS("RSASSA-PSS");

  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final String algorithm;

  SignatureScheme(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The scheme for a key; empty when it is of no kind in this list. */
  public static Optional<SignatureScheme> of(PublicKey key) {
    if (key instanceof EdECPublicKey edwards) {
      return edwards.getParams().getName().equals("Ed25519")
          ? Optional.of(ED25519)
          : Optional.empty();
    }
    if (key instanceof RSAPublicKey rsa) {
      AlgorithmParameterSpec bound = rsa.getParams();
      return bound == null || Pss.allows(bound, PSS) ? Optional.of(RSA_PSS) : Optional.empty();
    }
    if (key instanceof ECPublicKey point) {
      return NamedCurve.of(point).flatMap(SignatureScheme::of);
    }
    return Optional.empty();
  }

  private static Optional<SignatureScheme> of(NamedCurve curve) {
    return switch (curve) {
      case SECP256R1 -> Optional.of(ECDSA_P256);
      case SECP384R1 -> Optional.of(ECDSA_P384);
      case SECP521R1 -> Optional.of(ECDSA_P521);
      default -> Optional.empty();
    };
  }

  byte[] sign(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
    Signature function = function();
    function.initSign(key);
    function.update(bytes);
    return function.sign();
  }

  /** Whether the signature fits; a signature that cannot even be read is an exception. */
  boolean fits(PublicKey key, byte[] bytes, byte[] signature) throws GeneralSecurityException {
    Signature function = function();
    function.initVerify(key);
    function.update(bytes);
    return function.verify(signature);
  }

  private Signature function() throws GeneralSecurityException {
    Signature function = Signature.getInstance(algorithm);
    if (this == RSA_PSS) {
      function.setParameter(PSS);
    }
    return function;
  }
}
