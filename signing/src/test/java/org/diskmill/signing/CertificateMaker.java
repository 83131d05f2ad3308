// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes throw-away certificates, good ones unless told otherwise. */
final class CertificateMaker {
  /** When everything in these tests happens. */
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static final AtomicInteger SERIAL = new AtomicInteger(1);

  private final String subject;
  private final KeyPair keys;
  private Optional<Identity> issuer = Optional.empty();
  private String algorithm;
  private int usage = KeyUsage.digitalSignature;
  private Optional<BasicConstraints> constraints = Optional.of(new BasicConstraints(false));
  private Instant from = NOW.minus(Duration.ofDays(30));
  private Instant to = NOW.plus(Duration.ofDays(30));
  private boolean named;

  private CertificateMaker(String subject, KeyPair keys) {
    this.subject = subject;
    this.keys = keys;
    this.algorithm = Keys.certificateAlgorithm(keys);
  }

  static CertificateMaker of(String subject, KeyPair keys) {
    return new CertificateMaker(subject, keys);
  }

  /** A self-signed authority of whatever path length. */
  static Identity root(String subject) {
    return of(subject, Keys.p256()).authority().make();
  }

  CertificateMaker issuer(Identity identity) {
    issuer = Optional.of(identity);
    algorithm = Keys.certificateAlgorithm(identity.keys());
    return this;
  }

  CertificateMaker algorithm(String name) {
    algorithm = name;
    return this;
  }

  CertificateMaker authority() {
    constraints = Optional.of(new BasicConstraints(true));
    return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  CertificateMaker authority(int pathLength) {
    constraints = Optional.of(new BasicConstraints(pathLength));
    return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  /** Bits of {@link KeyUsage}; 0 for no such extension. */
  CertificateMaker usage(int bits) {
    usage = bits;
    return this;
  }

  CertificateMaker valid(Instant first, Instant last) {
    from = first;
    to = last;
    return this;
  }

  CertificateMaker nameConstraints() {
    named = true;
    return this;
  }

  Identity make() {
    X500Principal name = new X500Principal("CN=" + subject);
    X500Principal issuerName =
        issuer.map(i -> i.certificate().getSubjectX500Principal()).orElse(name);
    PrivateKey key = issuer.map(Identity::keys).orElse(keys).getPrivate();
    BigInteger serial = BigInteger.valueOf(SERIAL.getAndIncrement());
    try {
      X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
          issuerName, serial, Date.from(from), Date.from(to), name, keys.getPublic());
      if (constraints.isPresent()) {
        builder.addExtension(Extension.basicConstraints, true, constraints.get());
      }
      if (usage != 0) {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      }
      if (named) {
        // An empty SEQUENCE: constraints that constrain nothing are constraints all the same.
        builder.addExtension(Extension.nameConstraints, true, new byte[] {0x30, 0});
      }
      JcaContentSignerBuilder signer = new JcaContentSignerBuilder(algorithm);
      if (key.getClass().getName().startsWith("org.bouncycastle")) {
        signer.setProvider(BouncyCastle.PROVIDER);
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer.build(key)));
      return new Identity(keys, certificate);
    } catch (Exception failed) {
      throw new AssertionError("cannot make a certificate for " + subject, failed);
    }
  }
}
