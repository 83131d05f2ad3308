// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs12FileTest {
  private static final Clock CLOCK = Clock.fixed(CertificateMaker.NOW, ZoneOffset.UTC);

  private final Identity root = CertificateMaker.root("root");
  private final Identity signer =
      CertificateMaker.of("signer", Keys.p256()).issuer(root).make();

  @TempDir
  private Path temporary;

  @Test
  void theOneKeyIsFound() throws Exception {
    Path file = write("one", signer);
    ServiceIdentity identity = ServiceIdentity.fromKeyStore(file, password());
    assertThat(identity.certificate()).isEqualTo(signer.certificate());
    SignedStatement signed = identity.signer().sign(Statements.random(new SplittableRandom(1)));
    assertThat(signed.certificates()).containsExactly(signer.certificate(), root.certificate());
    assertThat(new PolicyVerifier(identity.policy(), CLOCK).verify(signed).value())
        .isEqualTo(signed.statement());
  }

  @Test
  void severalKeysOrNoneAreRefused() throws Exception {
    Path two = write("two", signer, signer);
    Path none = write("none");
    assertThatThrownBy(() -> ServiceIdentity.fromKeyStore(two, password()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 private keys, expected 1");
    assertThatThrownBy(() -> ServiceIdentity.fromKeyStore(none, password()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0 private keys");
  }

  @Test
  void aWrongPasswordAndAnyOtherFileAreRefused() throws Exception {
    Path file = write("one", signer);
    assertThatThrownBy(() -> ServiceIdentity.fromKeyStore(file, "other".toCharArray()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    Path junk = Files.writeString(temporary.resolve("junk"), "junk");
    assertThatThrownBy(() -> ServiceIdentity.fromKeyStore(junk, password()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(junk.toString());
  }

  private Path write(String name, Identity... identities) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < identities.length; i++) {
      Certificate[] chain = {identities[i].certificate(), root.certificate()};
      store.setKeyEntry("key" + i, identities[i].keys().getPrivate(), password(), chain);
    }
    Path file = temporary.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password());
    }
    return file;
  }

  private static char[] password() {
    return "secret".toCharArray();
  }
}
