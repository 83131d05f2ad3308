// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.cert.X509Certificate;
import java.util.List;
import org.diskmill.signing.UntrustedException.Reason;

/** What [RFC 5280 section 6.1] takes for granted about anchors, and a list of files does not give. */
final class AnchorChecks {
  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final int KEY_CERT_SIGN = 5;

  private AnchorChecks() {}

  /** The JDK takes no anchor with name constraints, and would ignore them silently if we hid them. */
  static void requireUsable(X509Certificate anchor) {
    if (anchor.getExtensionValue(NAME_CONSTRAINTS) != null) {
      throw new IllegalArgumentException("anchor: " + Certificates.label(anchor)
          + " has name constraints, which are not supported on an anchor");
    }
  }

  /**
   * Checks that an anchor may issue the path under it.
   *
   * @param path the signer's certificate first, the one that the anchor issued last
   */
  static void requireIssuer(String what, X509Certificate anchor, List<X509Certificate> path)
      throws UntrustedException {
    int pathLength = anchor.getBasicConstraints();
    boolean[] usage = anchor.getKeyUsage();
    if (pathLength < 0 || usage != null && !usage[KEY_CERT_SIGN]) {
      throw new UntrustedException(
          Reason.NO_PATH,
          what + ": anchor " + Certificates.label(anchor) + " may not issue certificates");
    }
    long between = path.stream()
        .skip(1)
        .filter(c -> !c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
        .count();
    if (between > pathLength) {
      throw new UntrustedException(
          Reason.NO_PATH,
          what + ": " + between + " certificates between the signer's and anchor "
              + Certificates.label(anchor) + ", which allows " + pathLength);
    }
  }
}
