// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * Why something was believed: fit to be written down.
 *
 * @param policy the policy's name
 * @param signer the label of the policy's rule that accepted the signer
 * @param certificate the signer's
 * @param time when it was checked, by the verifier's clock
 */
public record Evidence(String policy, String signer, X509Certificate certificate, Instant time) {
  @Override
  public String toString() {
    return "policy " + policy + ", signer " + signer + ", certificate "
        + Certificates.label(certificate) + ", checked " + time;
  }
}
