// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.RuleException;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImportResult.Beginning;
import org.diskmill.store.StoreConfig;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that come from an address, from a web server of this machine. */
class UriImportTest {
  private static final byte[] DISK = Patterns.bytes(21, (9 << 20) + 77);

  @TempDir
  Path directory;

  private FlakyServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FlakyServer(DISK);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ImportResult take(URI uri, Map<String, String> settings) throws IOException {
    return take(uri, settings, Job.unattended());
  }

  private ImportResult take(URI uri, Map<String, String> settings, Job job) throws IOException {
    try (ImageService service = service(settings, new PlainMaker())) {
      return service.importImage(request(uri, "fetched"), job);
    }
  }

  private static ImportRequest request(URI uri, String name) {
    return ImportRequest.of(new ImportSource.Remote(uri), name).targets(new Targets.All());
  }

  private ImageService service(Map<String, String> settings, ArtifactMaker maker)
      throws IOException {
    Path store = Files.createDirectories(directory.resolve("centre"));
    StoreEntry centre = new StoreEntry(
        "centre", true, Optional.empty(), false, new StoreConfig(store.toUri(), Map.of(), Map::of));
    ServiceConfig config = new ServiceConfig(directory.resolve("data"), List.of(centre), settings);
    return ImageServices.open(config, maker, List.of());
  }

  private ImportResult take(String path) throws IOException {
    return take(server.at(path), allowed());
  }

  private Map<String, String> allowed() {
    return Map.of(
        "import.uri.private-addresses", "true", "import.uri.ports", String.valueOf(server.port()));
  }

  /** Fetches all, and gets no further. */
  private void takeUntilItIsFetched() {
    Job fetched = Job.watched(progress -> {
      if (progress.doneBytes() == DISK.length) {
        throw new CancelledException("as told");
      }
    });
    assertThatThrownBy(() -> take(server.at("/disk"), allowed(), fetched))
        .isInstanceOf(CancelledException.class);
  }

  private byte[] stored(ImportResult result) throws IOException {
    return Files.readAllBytes(
        directory.resolve("centre").resolve(result.image().id().toString()));
  }

  private List<Path> scratch() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("data/scratch"))) {
      return files.toList();
    }
  }

  private void denied(URI uri, Map<String, String> settings) {
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> take(uri, settings))
        .matches(refusal -> refusal.code() == RuleCode.URI_DENIED, "URI_DENIED");
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void whatIsFetchedIsStoredAndNothingIsLeftInScratch() throws IOException {
    ImportResult result = take("/disk");
    assertThat(result.beginning()).isEqualTo(Beginning.NEW);
    assertThat(stored(result)).isEqualTo(DISK);
    assertThat(scratch()).isEmpty();
  }

  @Test
  void theSameContentAgainIsTheSameImport() throws IOException {
    ImportResult first = take("/disk");
    ImportResult again = take("/disk");
    assertThat(again.beginning()).isEqualTo(Beginning.FINISHED);
    assertThat(again.image().id()).isEqualTo(first.image().id());
    assertThat(scratch()).isEmpty();
  }

  @Test
  void aBrokenDownloadIsGoneOnWithWhereItEnded() throws IOException {
    server.breakAfter(3 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    assertThat(stored(take("/disk"))).isEqualTo(DISK);
    assertThat(server.ranges()).hasSize(2);
    assertThat(server.ranges().get(0)).isEmpty();
    assertThat(server.ranges().get(1)).startsWith("bytes=").isNotEqualTo("bytes=0-");
  }

  @Test
  void aRangeThatEndsBeforeTheFileDoesIsNotTakenForTheRest() throws IOException {
    server.breakAfter(4 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    server.serveRangesOf(3 << 20);

    assertThat(stored(take("/disk"))).isEqualTo(DISK);
    assertThat(server.ranges()).hasSizeGreaterThan(2);
  }

  @Test
  void aRangeOfWhoKnowsHowMuchIsNotTakenForTheRest() throws IOException {
    server.breakAfter(4 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    server.serveRangesOf(3 << 20);
    server.hideTotals();

    assertThat(stored(take("/disk"))).isEqualTo(DISK);
    assertThat(server.ranges()).hasSize(3);
    assertThat(server.ranges().get(2)).isEmpty();
  }

  @Test
  void aRangeThatBeginsElsewhereIsNotTaken() throws IOException {
    server.breakAfter(4 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    server.beginEarly(1000);

    assertThat(stored(take("/disk"))).isEqualTo(DISK);
  }

  @Test
  void aDownloadThatBreaksOffSaysWhereItCameFrom() {
    server.breakAfter(4 << 20);

    assertThatThrownBy(() -> take("/disk")).hasMessageContaining(server.at("/disk") + ": ");
  }

  @Test
  void aDownloadThatWasWholeWhenTheImportStoppedIsNotFetchedAgain() throws IOException {
    takeUntilItIsFetched();
    assertThat(stored(take("/disk"))).isEqualTo(DISK);
    assertThat(server.ranges()).hasSize(2);
    assertThat(server.ranges().get(1)).isEqualTo("bytes=" + (DISK.length - 1) + "-");
    assertThat(scratch()).isEmpty();
  }

  @Test
  void whatCannotBeGoneOnWithIsNotKept() throws IOException {
    server.hideTags();
    server.breakAfter(3 << 20);
    assertThatThrownBy(() -> take("/disk")).hasMessageContaining("broke off");
    assertThat(scratch()).isEmpty();

    server.breakAfter(Integer.MAX_VALUE);
    takeUntilItIsFetched();
    assertThat(scratch()).isEmpty();
  }

  @Test
  void nothingIsKeptOfADownloadThatHasNoRoom() throws IOException {
    server.announce(1L << 58);
    assertThatThrownBy(() -> take("/disk")).hasMessageContaining(" are free");
    assertThat(scratch()).isEmpty();
  }

  @Test
  void aDownloadThatCannotBeGoneOnWithIsNotKeptWhenItsImportFails() throws IOException {
    server.hideTags();
    ArtifactMaker failing = (source, request, job) -> {
      throw new IOException("as told");
    };
    try (ImageService service = service(allowed(), failing)) {
      ImportRequest request = request(server.at("/disk"), "fails");
      assertThatThrownBy(() -> service.importImage(request, Job.unattended()))
          .hasMessage("as told");
    }
    assertThat(scratch()).isEmpty();
  }

  /** As a crash of the machine may leave it: longer than what had reached storage, and with holes. */
  @Test
  void aDownloadIsGoneOnWithFromWhereItIsKnownToBeInStorage() throws IOException {
    server.breakAfter(3 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    for (Path file : scratch()) {
      if (!file.toString().endsWith(".kept")) {
        Files.write(file, new byte[100_000], StandardOpenOption.APPEND);
      }
    }

    assertThat(stored(take("/disk"))).isEqualTo(DISK);
    assertThat(scratch()).isEmpty();
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedFromItsBeginning() throws IOException {
    server.breakAfter(3 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    byte[] other = Patterns.bytes(22, 5 << 20);
    server.change(other);
    assertThat(stored(take("/disk"))).isEqualTo(other);
  }

  @ParameterizedTest
  @ValueSource(ints = {5 << 20, 1 << 20})
  void partsOfTwoFilesAreNotPutTogetherForAServerThatKnowsNoIfRange(int bytes) throws IOException {
    server.breakAfter(3 << 20);
    assertThatThrownBy(() -> take("/disk")).isInstanceOf(IOException.class);
    server.breakAfter(Integer.MAX_VALUE);
    server.ignoreIfRange();
    byte[] other = Patterns.bytes(22, bytes);
    server.change(other);
    assertThat(stored(take("/disk"))).isEqualTo(other);
  }

  @Test
  void anImportFromTheSameAddressLeavesAnotherOneItsBytes() throws IOException {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    PlainMaker plain = new PlainMaker();
    ArtifactMaker maker = (source, request, job) -> {
      meanwhile.getAndSet(() -> {}).run();
      return plain.prepare(source, request, job);
    };
    try (ImageService service = service(allowed(), maker)) {
      meanwhile.set(() -> {
        server.change(Patterns.bytes(22, 5 << 20));
        Job stopped = Job.unattended();
        stopped.cancel();
        assertThatThrownBy(() -> service.importImage(request(server.at("/disk"), "other"), stopped))
            .isInstanceOf(CancelledException.class);
      });
      ImportRequest first = request(server.at("/disk"), "fetched");
      assertThat(stored(service.importImage(first, Job.unattended()))).isEqualTo(DISK);
    }
  }

  @Test
  void aRedirectIsFollowedAndARoundOfThemIsNot() throws IOException {
    assertThat(stored(take("/elsewhere"))).isEqualTo(DISK);
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> take("/round"))
        .matches(refusal -> refusal.code() == RuleCode.URI_DENIED);
  }

  @Test
  void whatIsNotThereIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> take("/nothing")).hasMessageContaining("/nothing: answered 404");
  }

  @Test
  void privateAddressesPortsSchemesAndCredentialsAreDeniedBeforeAnythingIsSent() {
    String port = String.valueOf(server.port());
    denied(server.at("/disk"), Map.of("import.uri.ports", port));
    denied(server.at("/disk"), Map.of("import.uri.private-addresses", "true"));
    Map<String, String> open =
        Map.of("import.uri.ports", port, "import.uri.private-addresses", "true");
    denied(URI.create("ftp://127.0.0.1:" + port + "/disk"), open);
    denied(URI.create("http://user:word@127.0.0.1:" + port + "/disk"), open);
    denied(
        server.at("/disk"),
        Map.of(
            "import.uri.ports",
            port,
            "import.uri.private-addresses",
            "true",
            "import.uri.hosts",
            "images.example.org"));
  }
}
