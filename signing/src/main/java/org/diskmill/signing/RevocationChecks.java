// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.diskmill.signing.UntrustedException.Reason;

/**
 * Looks for revoked certificates on a path that is otherwise good.
 *
 * <p>Each certificate is looked at by itself, under its issuer. Over a whole path the JDK takes a
 * certificate that names no responder for an error that soft failure does not cover, although there
 * is nobody to be reached; alone, it can be told to use lists only.
 */
final class RevocationChecks {
  private final TrustPolicy policy;
  private final String what;

  RevocationChecks(TrustPolicy policy, String what) {
    this.policy = policy;
    this.what = what;
  }

  /** Checks every certificate of {@code path}; the last was issued by {@code anchor}. */
  void require(List<X509Certificate> path, X509Certificate anchor, Instant now)
      throws UntrustedException {
    for (int i = 0; i < path.size(); i++) {
      X509Certificate issuer = i + 1 < path.size() ? path.get(i + 1) : anchor;
      require(path.get(i), issuer, now);
    }
  }

  private void require(X509Certificate certificate, X509Certificate issuer, Instant now)
      throws UntrustedException {
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
      parameters.setDate(Date.from(now));
      parameters.addCertStore(CertStore.getInstance(
          "Collection", new CollectionCertStoreParameters(policy.revocationLists())));
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      checker.setOptions(options(certificate));
      parameters.addCertPathChecker(checker);
      validator.validate(
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
          parameters);
    } catch (CertPathValidatorException refused) {
      Reason reason =
          refused.getReason() == BasicReason.REVOKED ? Reason.REVOKED : Reason.REVOCATION_UNKNOWN;
      throw refusal(reason, certificate, refused);
    } catch (GeneralSecurityException | RuntimeException broken) {
      // Validators meet hostile encodings lazily, and throw whatever their arithmetic throws.
      throw refusal(Reason.MALFORMED, certificate, broken);
    }
  }

  private Set<Option> options(X509Certificate certificate) {
    Set<Option> options = namesResponder(certificate)
        ? EnumSet.noneOf(Option.class)
        : EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK);
    if (policy.revocation() == Revocation.IF_REACHABLE) {
      options.add(Option.SOFT_FAIL);
    }
    return options;
  }

  /** [RFC 5280 section 4.2.2.1] */
  private static boolean namesResponder(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return false;
    }
    AuthorityInformationAccess access = AuthorityInformationAccess.getInstance(
        ASN1OctetString.getInstance(extension).getOctets());
    for (AccessDescription one : access.getAccessDescriptions()) {
      if (one.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
        return true;
      }
    }
    return false;
  }

  private UntrustedException refusal(Reason reason, X509Certificate certificate, Exception cause) {
    return new UntrustedException(
        reason,
        what + ": certificate " + Certificates.label(certificate) + ", revocation "
            + policy.revocation() + " in policy " + policy + ": " + cause.getMessage(),
        cause);
  }
}
