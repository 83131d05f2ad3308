// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.diskmill.io.Directories;

/**
 * A key and its certificate in a directory, made at first use.
 *
 * <p>They are written into a directory of another name, which is then renamed: a rename onto a
 * directory that holds something fails, so of several starters the first wins, and the others take
 * what it made. A crash leaves a directory that was never renamed; the next opening deletes it.
 */
final class KeyDirectory {
  private static final String MADE = "statement";
  private static final String KEY = "key.pem";
  private static final String CERTIFICATE = "certificate.pem";
  private static final String PENDING = ".new-";
  private static final int MAX_BYTES = 64 << 10;

  private final Path directory;
  private final Path made;

  KeyDirectory(Path directory) {
    this.directory = directory;
    this.made = directory.resolve(MADE);
  }

  ServiceIdentity openOrMake(Clock clock) throws IOException {
    OwnerOnly.ensureDirectory(directory);
    if (!isMade()) {
      requireNothingLost();
      make(clock);
    }
    // Only now: while there is no key, a pending directory may be another starter's.
    sweep();
    return open();
  }

  private boolean isMade() {
    return Files.exists(made.resolve(KEY));
  }

  /**
   * Key and certificate appear together, so one alone is what was left of them. The key is looked for
   * after the certificate, since another starter may be making both just now.
   */
  private void requireNothingLost() throws IOException {
    if (Files.exists(made.resolve(CERTIFICATE)) && !isMade()) {
      throw new IOException(made + ": has " + CERTIFICATE + ", but no " + KEY
          + "; put it back from a backup, or remove " + made
          + " to begin with another key, by which nothing is signed yet");
    }
  }

  private ServiceIdentity open() throws IOException {
    Path keyFile = made.resolve(KEY);
    OwnerOnly.require(made);
    OwnerOnly.require(keyFile);
    List<X509Certificate> certificates = Certificates.read(made.resolve(CERTIFICATE));
    byte[] pkcs8 = Pem.read(
            keyFile.toString(), SmallFiles.read(keyFile, MAX_BYTES), Pem.PRIVATE_KEY)
        .get(0);
    try {
      KeyFactory factory =
          KeyFactory.getInstance(certificates.get(0).getPublicKey().getAlgorithm());
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      KeySigner signer = KeySigner.of(keyFile.toString(), key, certificates);
      return new ServiceIdentity(signer, certificates.get(0));
    } catch (GeneralSecurityException broken) {
      throw new IOException(keyFile + ": " + broken.getMessage(), broken);
    }
  }

  private void make(Clock clock) throws IOException {
    KeyPair pair = SelfSigned.newKeys();
    X509Certificate certificate = SelfSigned.certificate(pair, clock.instant());
    Path pending = directory.resolve(PENDING + UUID.randomUUID());
    try {
      OwnerOnly.newDirectory(pending);
      OwnerOnly.newFile(
          pending.resolve(KEY),
          Pem.write(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded()).getBytes(US_ASCII));
      OwnerOnly.newFile(
          pending.resolve(CERTIFICATE), Certificates.toPem(certificate).getBytes(US_ASCII));
      Directories.force(pending);
      Files.move(pending, made, StandardCopyOption.ATOMIC_MOVE);
      Directories.force(directory);
    } catch (IOException failed) {
      delete(pending);
      // Another starter was first, or swept our pending directory because it was.
      if (!isMade()) {
        throw failed;
      }
    }
  }

  private void sweep() throws IOException {
    try (DirectoryStream<Path> pending = Files.newDirectoryStream(directory, PENDING + "*")) {
      for (Path one : pending) {
        delete(one);
      }
    }
  }

  /** Another starter may be deleting, or still filling, the same directory: what stays is unused. */
  private static void delete(Path pending) {
    try {
      Files.deleteIfExists(pending.resolve(KEY));
      Files.deleteIfExists(pending.resolve(CERTIFICATE));
      Files.deleteIfExists(pending);
    } catch (IOException left) {
      // The next opening tries again.
      return;
    }
  }
}
