// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diskmill.replication.ingest.setting.Settings;
import org.diskmill.signing.DirectoryCertificates;
import org.diskmill.signing.ImageVerifier;
import org.diskmill.signing.Revocation;
import org.diskmill.signing.SignatureRequirement;
import org.diskmill.signing.TrustPolicy;

/** The settings {@code signing.required}, {@code trust.anchors} and {@code trust.certificates}. */
public final class SignatureSettings {
  private static final String SIGNING = "signing.";
  private static final String REQUIRED = SIGNING + "required";
  private static final String TRUST = "trust.";
  private static final String ANCHORS = TRUST + "anchors";
  private static final String CERTIFICATES = TRUST + "certificates";

  private SignatureSettings() {}

  /**
   * The check that a configuration asks for. A setting that begins as these do and is none of them is
   * an error.
   *
   * @param settings of the configuration file
   * @param folder where relative paths start
   * @param clock at whose time certificates must be valid
   */
  public static SignatureCheck of(Map<String, String> settings, Path folder, Clock clock)
      throws IOException {
    boolean required = Settings.of(settings, SIGNING, Set.of(REQUIRED)).flag(REQUIRED);
    Settings.of(settings, TRUST, Set.of(ANCHORS, CERTIFICATES));
    Optional<String> anchors = Optional.ofNullable(settings.get(ANCHORS));
    Optional<String> certificates = Optional.ofNullable(settings.get(CERTIFICATES));
    if (anchors.isPresent() != certificates.isPresent()) {
      throw new IOException(
          ANCHORS + " and " + CERTIFICATES + ": one is of no use without the other");
    }
    if (required && anchors.isEmpty()) {
      throw new IOException(REQUIRED + " is true, so " + ANCHORS + " must say whom to trust");
    }
    if (anchors.isEmpty() || certificates.isEmpty()) {
      return new SignatureCheck(SignatureRequirement.of(required), Optional.empty());
    }
    TrustPolicy.Builder policy = TrustPolicy.named("image signatures").revocation(Revocation.OFF);
    anchors(folder.resolve(anchors.get())).forEach(policy::anchor);
    DirectoryCertificates directory = new DirectoryCertificates(folder.resolve(certificates.get()));
    ImageVerifier verifier = new ImageVerifier(policy.anySigner().build(), directory, clock);
    return new SignatureCheck(SignatureRequirement.of(required), Optional.of(verifier));
  }

  private static List<X509Certificate> anchors(Path file) throws IOException {
    List<X509Certificate> anchors = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        anchors.add((X509Certificate) certificate);
      }
    } catch (CertificateException malformed) {
      throw new IOException(file + ": holds no certificates: " + malformed.getMessage(), malformed);
    }
    return anchors;
  }
}
