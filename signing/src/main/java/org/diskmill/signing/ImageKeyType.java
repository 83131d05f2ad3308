// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.diskmill.signing.UntrustedException.Reason;
import org.jspecify.annotations.Nullable;

/** The kinds of keys of image signatures, by the values of {@code img_signature_key_type}. */
public enum ImageKeyType {
  /** RSA with PSS. */
  RSA_PSS("RSA-PSS", null),
  /** DSA over a prime field. */
  DSA("DSA", null),
  /** ECDSA on secp384r1. */
  ECC_SECP384R1("ECC_SECP384R1", NamedCurve.SECP384R1),
  /** ECDSA on secp521r1. */
  ECC_SECP521R1("ECC_SECP521R1", NamedCurve.SECP521R1),
  /** ECDSA on sect409k1. */
  ECC_SECT409K1("ECC_SECT409K1", NamedCurve.SECT409K1),
  /** ECDSA on sect409r1. */
  ECC_SECT409R1("ECC_SECT409R1", NamedCurve.SECT409R1),
  /** ECDSA on sect571k1. */
  ECC_SECT571K1("ECC_SECT571K1", NamedCurve.SECT571K1),
  /** ECDSA on sect571r1. */
  ECC_SECT571R1("ECC_SECT571R1", NamedCurve.SECT571R1);

  private final String value;
  private final @Nullable NamedCurve curve;

  ImageKeyType(String value, @Nullable NamedCurve curve) {
    this.value = value;
    this.curve = curve;
  }

  /** The property's value. */
  public String value() {
    return value;
  }

  /** The type of a key; empty when the scheme has none for it. */
  public static Optional<ImageKeyType> of(PublicKey key) {
    if (key instanceof RSAPublicKey) {
      return Optional.of(RSA_PSS);
    }
    if (key instanceof DSAPublicKey) {
      return Optional.of(DSA);
    }
    return key instanceof ECPublicKey point
        ? NamedCurve.of(point).flatMap(ImageKeyType::on)
        : Optional.empty();
  }

  static ImageKeyType of(String where, String value) throws UntrustedException {
    for (ImageKeyType known : values()) {
      if (known.value.equals(value)) {
        return known;
      }
    }
    throw new UntrustedException(
        Reason.UNSUPPORTED,
        where + ": Unsupported key type \"" + value + "\", expected one of "
            + Arrays.stream(values()).map(ImageKeyType::value).toList());
  }

  boolean onBinaryCurve() {
    return curve != null && curve.binary();
  }

  private static Optional<ImageKeyType> on(NamedCurve curve) {
    return Arrays.stream(values()).filter(type -> type.curve == curve).findFirst();
  }
}
