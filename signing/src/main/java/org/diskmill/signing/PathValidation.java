// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.diskmill.signing.UntrustedException.Reason;

/** A PKIX path from a certificate to one of a policy's anchors [RFC 5280 section 6]. */
final class PathValidation {
  private final TrustPolicy policy;
  private final String what;

  PathValidation(TrustPolicy policy, String what) {
    this.policy = policy;
    this.what = what;
  }

  /**
   * The anchor that a path leads to.
   *
   * @param path at least one certificate, none of them an anchor
   */
  X509Certificate anchorOf(List<X509Certificate> path, Instant now) throws UntrustedException {
    boolean binary = usesBinaryCurve(path);
    if (binary && policy.revocation() != Revocation.OFF) {
      throw new UntrustedException(
          Reason.UNSUPPORTED,
          what + ": Unsupported: looking for revoked certificates on a path with a binary curve");
    }
    try {
      return binary ? withBouncyCastle(path, now) : withJdk(path, now);
    } catch (CertPathValidatorException refused) {
      throw refused(refused, path.get(0));
    } catch (GeneralSecurityException | RuntimeException broken) {
      // Validators meet hostile encodings lazily, and throw whatever their arithmetic throws.
      throw new UntrustedException(
          Reason.MALFORMED,
          what + ": certificate " + Certificates.label(path.get(0)) + ": " + broken.getMessage(),
          broken);
    }
  }

  private X509Certificate withJdk(List<X509Certificate> path, Instant now)
      throws GeneralSecurityException {
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return anchorOf(validator, factory, path, parameters(policy.anchors(), now));
  }

  /**
   * The JDK neither computes on binary curves nor lets its path checks pass them. Certificates check
   * signatures with the provider that parsed them, so all are parsed again.
   */
  private X509Certificate withBouncyCastle(List<X509Certificate> path, Instant now)
      throws GeneralSecurityException {
    CertPathValidator validator = CertPathValidator.getInstance("PKIX", BouncyCastle.PROVIDER);
    CertificateFactory factory = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER);
    List<X509Certificate> again = new ArrayList<>();
    for (X509Certificate certificate : path) {
      again.add(again(factory, certificate));
    }
    Set<X509Certificate> anchors = new HashSet<>();
    for (X509Certificate anchor : policy.anchors()) {
      anchors.add(again(factory, anchor));
    }
    X509Certificate found = anchorOf(validator, factory, again, parameters(anchors, now));
    return policy.anchors().stream().filter(found::equals).findFirst().orElseThrow();
  }

  private static X509Certificate again(CertificateFactory factory, X509Certificate certificate)
      throws GeneralSecurityException {
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }

  private static X509Certificate anchorOf(
      CertPathValidator validator,
      CertificateFactory factory,
      List<X509Certificate> path,
      PKIXParameters parameters)
      throws GeneralSecurityException {
    CertPath certPath = factory.generateCertPath(path);
    return ((PKIXCertPathValidatorResult) validator.validate(certPath, parameters))
        .getTrustAnchor()
        .getTrustedCert();
  }

  private static PKIXParameters parameters(Set<X509Certificate> trusted, Instant now)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors =
        trusted.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet());
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setDate(Date.from(now));
    // RevocationChecks does this afterwards.
    parameters.setRevocationEnabled(false);
    return parameters;
  }

  private boolean usesBinaryCurve(List<X509Certificate> path) {
    X509Certificate last = path.get(path.size() - 1);
    return path.stream().anyMatch(PathValidation::isBinary)
        || policy.anchors().stream()
            .filter(a -> a.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
            .anyMatch(PathValidation::isBinary);
  }

  private static boolean isBinary(X509Certificate certificate) {
    return certificate.getPublicKey() instanceof ECPublicKey key
        && NamedCurve.of(key).map(NamedCurve::binary).orElse(false);
  }

  private UntrustedException refused(CertPathValidatorException refused, X509Certificate leaf) {
    return new UntrustedException(
        reason(refused.getReason()),
        what + ": no path from certificate " + Certificates.label(leaf) + " to an anchor of policy "
            + policy + ": " + refused.getMessage(),
        refused);
  }

  private static Reason reason(CertPathValidatorException.Reason reason) {
    if (reason == BasicReason.EXPIRED) {
      return Reason.EXPIRED;
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return Reason.NOT_YET_VALID;
    }
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return Reason.WEAK;
    }
    return reason == PKIXReason.INVALID_KEY_USAGE ? Reason.KEY_USAGE : Reason.NO_PATH;
  }
}
