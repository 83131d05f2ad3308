// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Throw-away keys; those that take long to make are made once. */
final class Keys {
  private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

  private Keys() {}

  static KeyPair ed25519() {
    return generate("Ed25519", NamedParameterSpec.ED25519);
  }

  static KeyPair p256() {
    return curve("secp256r1");
  }

  static KeyPair curve(String name) {
    ECGenParameterSpec curve = new ECGenParameterSpec(name);
    return name.startsWith("sect") || name.equals("secp224r1")
        ? generate("EC", curve, BouncyCastle.PROVIDER)
        : generate("EC", curve);
  }

  static KeyPair rsa(int bits) {
    return MADE.computeIfAbsent("RSA" + bits, missing -> sized("RSA", bits));
  }

  static KeyPair dsa(int bits) {
    return MADE.computeIfAbsent("DSA" + bits, missing -> sized("DSA", bits));
  }

  /** A key of the kind that an image's signature declares. */
  static KeyPair of(ImageKeyType type) {
    return switch (type) {
      case RSA_PSS -> rsa(2048);
      case DSA -> dsa(2048);
      default -> curve(type.value().substring("ECC_".length()).toLowerCase(Locale.ROOT));
    };
  }

  static String certificateAlgorithm(KeyPair keys) {
    if (keys.getPublic() instanceof RSAKey) {
      return "SHA256withRSA";
    }
    return switch (keys.getPublic().getAlgorithm()) {
      case "EdDSA" -> "Ed25519";
      case "DSA" -> "SHA256withDSA";
      default -> "SHA384withECDSA";
    };
  }

  private static KeyPair sized(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (Exception lacking) {
      throw new AssertionError(lacking);
    }
  }

  private static KeyPair generate(String algorithm, AlgorithmParameterSpec spec, Provider... from) {
    try {
      KeyPairGenerator generator = from.length == 0
          ? KeyPairGenerator.getInstance(algorithm)
          : KeyPairGenerator.getInstance(algorithm, from[0]);
      generator.initialize(spec);
      return generator.generateKeyPair();
    } catch (Exception lacking) {
      throw new AssertionError(lacking);
    }
  }
}
