// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.replication.PlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from servers that fall silent. Their clock goes only when a test lets it. */
@Timeout(60)
class FetchingTest {
  private static final int CAME = 300;

  @TempDir
  Path scratch;

  private final AtomicBoolean silent = new AtomicBoolean();

  private Fetching fetching(SilentServer server, LongSupplier clock) {
    UriPolicy policy = new UriPolicy(Set.of("http"), Set.of(server.port()), Set.of(), true);
    return new Fetching(policy, scratch, clock);
  }

  /** Tells when all has come that will come. */
  private Job job() {
    return Job.watched(progress -> silent.compareAndSet(false, progress.doneBytes() == CAME));
  }

  /** Stands still at first; in silence, half a minute goes by from one look to the next. */
  private LongSupplier clock() {
    AtomicLong now = new AtomicLong();
    return () -> silent.get() ? now.addAndGet(Duration.ofSeconds(30).toNanos()) : now.get();
  }

  /** Cancels a job when it has begun to wait in silence. */
  private LongSupplier cancelling(Job job) {
    AtomicInteger looks = new AtomicInteger();
    return () -> {
      if (silent.get() && looks.incrementAndGet() > 1) {
        job.cancel();
      }
      return 0;
    };
  }

  private String kept() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      Path note =
          files.filter(file -> file.toString().endsWith(".kept")).findFirst().orElseThrow();
      return Files.readString(note);
    }
  }

  @Test
  void aDownloadThatStopsComingBreaksOffAndKeepsWhatCame() throws Exception {
    try (SilentServer server = new SilentServer(SilentServer.head("1000", CAME))) {
      assertThatThrownBy(() -> fetching(server, clock()).fetch(server.uri(), job()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "%s: the download broke off after 300 bytes: nothing came for 60 s", server.uri());
      server.awaitTheEnd();
      assertThat(kept()).isEqualTo("300 \"one\"");
    }
  }

  @Test
  void cancellingEndsADownloadThatWaits() throws Exception {
    try (SilentServer server = new SilentServer(SilentServer.head("1000", CAME))) {
      Job job = job();
      assertThatThrownBy(() -> fetching(server, cancelling(job)).fetch(server.uri(), job))
          .isInstanceOf(CancelledException.class);
      server.awaitTheEnd();
      assertThat(kept()).isEqualTo("300 \"one\"");
    }
  }

  @Test
  void onlyWhatCanBeGoneOnWithSurvivesTheNextStart() throws Exception {
    for (String left :
        new String[] {"fetch-a", "fetch-b", "fetch-b.kept", "fetch-c.kept", "mine"}) {
      Files.writeString(scratch.resolve(left), "300 \"one\"");
    }

    new Fetching(UriPolicy.defaults(), scratch).sweep();

    try (Stream<Path> files = Files.list(scratch)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("fetch-b", "fetch-b.kept", "mine");
    }
    new Fetching(UriPolicy.defaults(), scratch.resolve("missing")).sweep();
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
    silent.set(true);
    try (SilentServer server = new SilentServer("")) {
      assertThatThrownBy(() -> fetching(server, clock()).fetch(server.uri(), job()))
          .isInstanceOf(IOException.class)
          .hasMessage("%s: cannot be fetched: no answer for 60 s", server.uri());
      server.awaitTheEnd();
    }
  }

  @Test
  void cancellingEndsTheWaitingForAnAnswer() throws Exception {
    silent.set(true);
    try (SilentServer server = new SilentServer("")) {
      Job job = job();
      assertThatThrownBy(() -> fetching(server, cancelling(job)).fetch(server.uri(), job))
          .isInstanceOf(CancelledException.class);
      server.awaitTheEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "-1", "many", "99999999999999999999"})
  void aLengthThatIsNoneIsRefused(String length) throws IOException {
    try (SilentServer server = new SilentServer(SilentServer.head(length, CAME))) {
      assertThatThrownBy(() -> fetching(server, clock()).fetch(server.uri(), job()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(server.uri() + ": ")
          .hasMessageContaining(length);
    }
  }

  @Test
  void aRedirectFromHttpsToHttpIsNotFollowed() throws IOException {
    URI safe = URI.create("https://images.example.org/disk?secret");
    assertThatThrownBy(
            () -> Following.requireAsSafe(safe, URI.create("HTTP://other.example.org/a")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("from https to HTTP://other.example.org/a")
        .hasMessageNotContaining("secret");
    Following.requireAsSafe(safe, URI.create("https://other.example.org/a"));
    Following.requireAsSafe(URI.create("http://other.example.org/a"), safe);
  }
}
