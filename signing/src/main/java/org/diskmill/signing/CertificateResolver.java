// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;

/**
 * Where the certificates of image signatures are kept: a directory, a key manager. It is asked, not
 * believed. Safe for use by many threads.
 */
@FunctionalInterface
public interface CertificateResolver {
  /**
   * The certificate of that id, then others that lead to an anchor, if they are kept with it.
   *
   * @return empty when there is none of that id
   */
  List<X509Certificate> certificates(UUID id) throws IOException;
}
