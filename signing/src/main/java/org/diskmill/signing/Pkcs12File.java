// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the one private key in a PKCS #12 file [RFC 7292]. */
final class Pkcs12File {
  private static final int MAX_BYTES = 1 << 20;

  private Pkcs12File() {}

  static ServiceIdentity read(Path file, char[] password) throws IOException {
    byte[] bytes = SmallFiles.read(file, MAX_BYTES);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      load(file, store, bytes, password);
      String alias = onlyKey(file, store);
      Key key = store.getKey(alias, password);
      List<X509Certificate> chain = chain(file, store, alias);
      if (!(key instanceof PrivateKey secret) || chain.isEmpty()) {
        throw new IOException(file + ": entry " + alias + ": no private key with a certificate");
      }
      return new ServiceIdentity(KeySigner.of(file.toString(), secret, chain), chain.get(0));
    } catch (GeneralSecurityException broken) {
      throw new IOException(file + ": " + broken.getMessage(), broken);
    }
  }

  /** The JDK says what is wrong, but not with which file. */
  private static void load(Path file, KeyStore store, byte[] bytes, char[] password)
      throws GeneralSecurityException, IOException {
    try {
      store.load(new ByteArrayInputStream(bytes), password);
    } catch (IOException unreadable) {
      throw new IOException(
          file + ": not a PKCS #12 file, or another password: " + unreadable.getMessage(),
          unreadable);
    }
  }

  private static String onlyKey(Path file, KeyStore store)
      throws GeneralSecurityException, IOException {
    List<String> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        keys.add(alias);
      }
    }
    if (keys.size() != 1) {
      throw new IOException(file + ": found " + keys.size() + " private keys, expected 1");
    }
    return keys.get(0);
  }

  private static List<X509Certificate> chain(Path file, KeyStore store, String alias)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = new ArrayList<>();
    Certificate[] found = store.getCertificateChain(alias);
    for (Certificate certificate : found == null ? new Certificate[0] : found) {
      chain.add((X509Certificate) certificate);
    }
    if (chain.size() > SignedStatement.MAX_CERTIFICATES) {
      throw new IOException(file + ": entry " + alias + ": " + chain.size()
          + " certificates, expected at most " + SignedStatement.MAX_CERTIFICATES);
    }
    return chain;
  }
}
