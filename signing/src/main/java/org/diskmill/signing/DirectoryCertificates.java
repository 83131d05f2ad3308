// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;

/** A directory with certificates in files {@code UUID.pem}, in lower case, of at most 64 KiB. */
public final class DirectoryCertificates implements CertificateResolver {
  private static final int MAX_BYTES = 64 << 10;

  private final Path directory;

  /** The certificates in a directory, which is looked into at every question. */
  public DirectoryCertificates(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<X509Certificate> certificates(UUID id) throws IOException {
    Path file = directory.resolve(id + ".pem");
    byte[] pem;
    try {
      pem = SmallFiles.read(file, MAX_BYTES);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return Certificates.parse(file.toString(), pem);
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
