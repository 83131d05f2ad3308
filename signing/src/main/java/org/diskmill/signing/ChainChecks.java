// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.diskmill.signing.UntrustedException.Reason;

/** Decides whether a policy believes a signer. */
final class ChainChecks {
  private static final int DIGITAL_SIGNATURE = 0;

  private final TrustPolicy policy;
  private final Clock clock;

  ChainChecks(TrustPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Checks the signer's certificate.
   *
   * @param what is signed, for messages
   * @param certificates the signer's, then others, each signed by the next
   */
  Evidence accept(String what, List<X509Certificate> certificates) throws UntrustedException {
    if (certificates.isEmpty() || certificates.size() > SignedStatement.MAX_CERTIFICATES) {
      throw new UntrustedException(
          Reason.NO_PATH,
          what + ": " + certificates.size() + " certificates, expected 1 to "
              + SignedStatement.MAX_CERTIFICATES);
    }
    Instant now = clock.instant();
    X509Certificate leaf = certificates.get(0);
    requireUsage(what, leaf);
    Strength.requireKey(what, leaf);
    requireInTime(what, leaf, now);
    if (policy.anchors().contains(leaf)) {
      requireUnderstood(what, leaf);
    } else {
      requirePath(what, certificates, now);
    }
    String signer = policy
        .signer(leaf)
        .orElseThrow(() -> new UntrustedException(
            Reason.SIGNER_NOT_ACCEPTED,
            what + ": policy " + policy + " has no rule for signer " + Certificates.label(leaf)));
    return new Evidence(policy.name(), signer, leaf, now);
  }

  private void requirePath(String what, List<X509Certificate> certificates, Instant now)
      throws UntrustedException {
    List<X509Certificate> path = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      if (policy.anchors().contains(certificate)) {
        break;
      }
      Strength.requireKey(what, certificate);
      Strength.requireSignature(what, certificate);
      path.add(certificate);
    }
    X509Certificate anchor = new PathValidation(policy, what).anchorOf(path, now);
    requireInTime(what, anchor, now);
    Strength.requireKey(what, anchor);
    AnchorChecks.requireIssuer(what, anchor, path);
    if (policy.revocation() != Revocation.OFF) {
      new RevocationChecks(policy, what).require(path, anchor, now);
    }
  }

  private static void requireUsage(String what, X509Certificate leaf) throws UntrustedException {
    boolean[] usage = leaf.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw new UntrustedException(
          Reason.KEY_USAGE,
          what + ": certificate " + Certificates.label(leaf)
              + " has a key usage without digitalSignature");
    }
  }

  /** On a path PKIX looks at critical extensions; a signer that is an anchor has no path. */
  private static void requireUnderstood(String what, X509Certificate leaf)
      throws UntrustedException {
    if (leaf.hasUnsupportedCriticalExtension()) {
      throw new UntrustedException(
          Reason.UNSUPPORTED,
          what + ": certificate " + Certificates.label(leaf)
              + " has a critical extension that is unknown here: "
              + leaf.getCriticalExtensionOIDs());
    }
  }

  private static void requireInTime(String what, X509Certificate certificate, Instant now)
      throws UntrustedException {
    try {
      certificate.checkValidity(Date.from(now));
    } catch (CertificateExpiredException late) {
      throw new UntrustedException(
          Reason.EXPIRED,
          what + ": certificate " + Certificates.label(certificate) + " ended "
              + certificate.getNotAfter().toInstant() + ", and it is " + now,
          late);
    } catch (CertificateNotYetValidException early) {
      throw new UntrustedException(
          Reason.NOT_YET_VALID,
          what + ": certificate " + Certificates.label(certificate) + " begins "
              + certificate.getNotBefore().toInstant() + ", and it is " + now,
          early);
    }
  }
}
