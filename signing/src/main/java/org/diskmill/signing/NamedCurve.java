// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Locale;
import java.util.Optional;

/** The elliptic curves that are known here, recognised by their numbers and not by a label. */
enum NamedCurve {
  SECP256R1,
  SECP384R1,
  SECP521R1,
  SECT409K1,
  SECT409R1,
  SECT571K1,
  SECT571R1;

  private final ECParameterSpec numbers;

  NamedCurve() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", BouncyCastle.PROVIDER);
      parameters.init(new ECGenParameterSpec(name().toLowerCase(Locale.ROOT)));
      this.numbers = parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the provider lacks " + name(), impossible);
    }
  }

  static Optional<NamedCurve> of(ECPublicKey key) {
    ECParameterSpec found = key.getParams();
    for (NamedCurve known : values()) {
      if (known.numbers.getCurve().equals(found.getCurve())
          && known.numbers.getGenerator().equals(found.getGenerator())
          && known.numbers.getOrder().equals(found.getOrder())
          && known.numbers.getCofactor() == found.getCofactor()) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** Curves over fields of characteristic 2, which the JDK no longer computes on. */
  boolean binary() {
    return name().startsWith("SECT");
  }
}
