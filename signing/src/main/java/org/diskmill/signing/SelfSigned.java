// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a service's key, and the certificate that it is its own anchor by. */
final class SelfSigned {
  private static final String ALGORITHM = "Ed25519";

  /** "No well-defined expiration" [RFC 5280 section 4.1.2.5]: who holds the file decides. */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  /** Another machine's clock may be behind. */
  private static final Duration BEFORE = Duration.ofDays(1);

  private SelfSigned() {}

  static KeyPair newKeys() throws IOException {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException lacking) {
      throw new IOException("the JDK makes no " + ALGORITHM + " keys", lacking);
    }
  }

  static X509Certificate certificate(KeyPair pair, Instant now) throws IOException {
    BigInteger serial = new BigInteger(120, new SecureRandom()).setBit(120);
    X500Principal name = new X500Principal("CN=Diskmill statement signer");
    try {
      X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
          name, serial, Date.from(now.minus(BEFORE)), Date.from(NEVER), name, pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException failed) {
      throw new IOException("cannot certify a new key: " + failed.getMessage(), failed);
    }
  }
}
