// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** The numbers of RSA's probabilistic signature scheme [RFC 8017 section 9.1]. */
final class Pss {
  private Pss() {}

  /** Whether a key that is bound to some parameters [RFC 4055 section 3.3] may be used with others. */
  static boolean allows(AlgorithmParameterSpec bound, PSSParameterSpec wanted) {
    return bound instanceof PSSParameterSpec limits
        && limits.getDigestAlgorithm().equalsIgnoreCase(wanted.getDigestAlgorithm())
        && limits.getMGFParameters() instanceof MGF1ParameterSpec mask
        && wanted.getMGFParameters() instanceof MGF1ParameterSpec wantedMask
        && mask.getDigestAlgorithm().equalsIgnoreCase(wantedMask.getDigestAlgorithm())
        && limits.getSaltLength() <= wanted.getSaltLength()
        && limits.getTrailerField() == wanted.getTrailerField();
  }

  /** The longest salt that fits; negative when the key is too short for the hash. */
  static int maxSalt(int modulusBits, int hashBytes) {
    int encodedBytes = (modulusBits - 1 + 7) / 8;
    return encodedBytes - hashBytes - 2;
  }
}
