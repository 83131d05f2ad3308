// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes lists of revoked certificates. */
final class RevocationLists {
  private RevocationLists() {}

  static X509CRL of(Identity issuer, X509Certificate... revoked) {
    Date before = Date.from(CertificateMaker.NOW.minus(Duration.ofDays(1)));
    try {
      JcaX509v2CRLBuilder builder =
          new JcaX509v2CRLBuilder(issuer.certificate().getSubjectX500Principal(), before);
      builder.setNextUpdate(Date.from(CertificateMaker.NOW.plus(Duration.ofDays(1))));
      for (X509Certificate one : revoked) {
        builder.addCRLEntry(one.getSerialNumber(), before, CRLReason.keyCompromise);
      }
      JcaContentSignerBuilder signer =
          new JcaContentSignerBuilder(Keys.certificateAlgorithm(issuer.keys()));
      return new JcaX509CRLConverter()
          .getCRL(builder.build(signer.build(issuer.keys().getPrivate())));
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
