// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Somebody who can sign, in tests. */
record Identity(KeyPair keys, X509Certificate certificate) {
  /** A signer that shows its certificate and then those of {@code above}. */
  StatementSigner signer(Identity... above) {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(certificate);
    for (Identity one : above) {
      chain.add(one.certificate());
    }
    try {
      return KeySigner.of("test", keys.getPrivate(), chain);
    } catch (java.io.IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
