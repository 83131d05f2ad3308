// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diskmill.signing.CertificateMaker.NOW;
import static org.diskmill.signing.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.diskmill.signing.UntrustedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceIdentityTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir
  private Path temporary;

  @Test
  void theKeyIsMadeOnceAndFoundAgain() throws IOException {
    ServiceIdentity made = open();
    SignedStatement signed = made.signer().sign(statement());
    ServiceIdentity found = open();
    assertThat(found.certificate()).isEqualTo(made.certificate());
    Clock later = Clock.offset(CLOCK, Duration.ofDays(365 * 100));
    Verified<Statement> verified = new PolicyVerifier(found.policy(), later)
        .verify(Envelopes.read("ledger", Envelopes.write(signed)));
    assertThat(verified.evidence().signer()).isEqualTo("this service");
  }

  @Test
  void aKeyThatWasLostIsNotReplacedInSilence() throws IOException {
    open();
    Files.delete(temporary.resolve("keys/statement/key.pem"));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            temporary.resolve("keys/statement") + ": has certificate.pem, but no");
  }

  @Test
  void anotherServicesKeyIsNotBelieved() throws IOException {
    ServiceIdentity other = ServiceIdentity.inDirectory(temporary.resolve("other"), CLOCK);
    SignedStatement theirs = other.signer().sign(statement());
    assertRefused(Reason.NO_PATH, () -> new PolicyVerifier(open().policy(), CLOCK).verify(theirs));
  }

  @Test
  void nobodyButTheOwnerMayTouchTheKey() throws IOException {
    open();
    assertThat(permissions("keys")).isEqualTo("rwx------");
    assertThat(permissions("keys/statement")).isEqualTo("rwx------");
    assertThat(permissions("keys/statement/key.pem")).isEqualTo("rw-------");
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    open();
    Path key = temporary.resolve("keys/statement/key.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key.pem")
        .hasMessageContaining("rw-r-----");
  }

  @Test
  void whateverACrashLeftThereIsOneWholeKey() throws IOException {
    Path keys = Files.createDirectories(temporary.resolve("keys"));
    Files.createDirectory(keys.resolve(".new-empty"));
    Files.createDirectory(keys.resolve(".new-half"));
    Files.writeString(keys.resolve(".new-half/key.pem"), "-----BEGIN PRIV");
    ServiceIdentity made = open();
    assertThat(names(keys)).containsExactly("statement");
    assertThat(open().certificate()).isEqualTo(made.certificate());

    Files.createDirectory(keys.resolve(".new-late"));
    Files.writeString(keys.resolve(".new-late/key.pem"), "x");
    Files.writeString(keys.resolve(".new-late/certificate.pem"), "x");
    assertThat(open().certificate()).isEqualTo(made.certificate());
    assertThat(names(keys)).containsExactly("statement");
  }

  @Test
  void startersThatRaceAgreeOnOneKey() throws Exception {
    int starters = 8;
    ExecutorService threads = Executors.newFixedThreadPool(starters);
    try {
      for (int round = 0; round < 20; round++) {
        Path directory = temporary.resolve("keys" + round);
        CyclicBarrier start = new CyclicBarrier(starters);
        List<Future<X509Certificate>> running = new ArrayList<>();
        for (int i = 0; i < starters; i++) {
          running.add(threads.submit(() -> {
            start.await();
            return ServiceIdentity.inDirectory(directory, CLOCK).certificate();
          }));
        }
        Set<X509Certificate> found = new HashSet<>();
        for (Future<X509Certificate> one : running) {
          found.add(one.get());
        }
        assertThat(found).hasSize(1);
        ServiceIdentity.inDirectory(directory, CLOCK);
        assertThat(names(directory)).containsExactly("statement");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aKeyThatIsNotItsCertificatesIsRefused() throws IOException {
    open();
    ServiceIdentity.inDirectory(temporary.resolve("other"), CLOCK);
    Files.copy(
        temporary.resolve("other/statement/certificate.pem"),
        temporary.resolve("keys/statement/certificate.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not belong to certificate");
  }

  @Test
  void damagedFilesAreRefusedByName() throws IOException {
    open();
    Path key = temporary.resolve("keys/statement/key.pem");
    Files.writeString(key, Pem.write(Pem.PRIVATE_KEY, new byte[] {1, 2, 3}));
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("key.pem");
    Files.writeString(key, "");
    assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("key.pem");
    Files.delete(temporary.resolve("keys/statement/certificate.pem"));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("certificate.pem");
  }

  private ServiceIdentity open() throws IOException {
    return ServiceIdentity.inDirectory(temporary.resolve("keys"), CLOCK);
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve(path)));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private static Statement statement() {
    return Statements.random(new SplittableRandom(4));
  }
}
