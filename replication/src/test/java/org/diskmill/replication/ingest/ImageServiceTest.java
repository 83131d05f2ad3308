// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.catalog.DirectoryInUseException;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.catalog.Location;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Digest;
import org.diskmill.io.Job;
import org.diskmill.io.Sinks;
import org.diskmill.replication.FailurePolicy;
import org.diskmill.replication.ReplicationEvent;
import org.diskmill.replication.ReplicationListener;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.RuleException;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImportResult.Beginning;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on directories, as its users see it. */
class ImageServiceTest {
  private static final Targets ALL = new Targets.All();
  private static final int SIZE = (16 << 20) + 12345;

  @TempDir
  Path directory;

  private final PlainMaker maker = new PlainMaker();
  private final List<ReplicationEvent> events = new ArrayList<>();
  private ImageService service;
  private Path image;

  @BeforeEach
  void open() throws IOException {
    image = directory.resolve("image.raw");
    if (!Files.exists(image)) {
      Files.write(image, Patterns.bytes(11, SIZE));
    }
    service = ImageServices.open(config(), maker, List.of(this::heard));
  }

  private synchronized void heard(ReplicationEvent event) {
    events.add(event);
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  private ServiceConfig config() throws IOException {
    for (String store : List.of("centre", "north", "south")) {
      Files.createDirectories(directory.resolve(store));
    }
    Path file = directory.resolve("diskmill.properties");
    Files.writeString(file, """
        data.dir = data
        store.centre.uri = %s
        store.centre.role = central
        store.north.uri = %s
        store.north.role = edge
        store.south.uri = %s
        store.south.role = edge
        """.formatted(
            directory.resolve("centre").toUri(),
            directory.resolve("north").toUri(),
            directory.resolve("south").toUri()));
    return ServiceConfig.read(file);
  }

  private ImportRequest request(String name) {
    return ImportRequest.of(new ImportSource.LocalFile(image), name).targets(ALL);
  }

  private ImportResult take(ImportRequest request) throws IOException {
    return service.importImage(request, Job.unattended());
  }

  private Path at(String store, UUID id) {
    return directory.resolve(store).resolve(id.toString());
  }

  private long sent() {
    return events.stream()
        .filter(event -> event instanceof ReplicationEvent.LeafDone leaf
            && (leaf.how() == ReplicationEvent.How.LIVE
                || leaf.how() == ReplicationEvent.How.PULLED))
        .count();
  }

  private void assertNothingStaged() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files
              .filter(file -> file.toString().contains(".staging"))
              .filter(Files::isRegularFile))
          .isEmpty();
    }
  }

  private static void refused(RuleCode code, ThrowingCallable act) {
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(act)
        .matches(refusal -> refusal.code() == code, code.name());
  }

  @Test
  void anImageIsTakenInEverywhereAndItsRecordSaysSo() throws Exception {
    ImportResult result = take(request("first").property("os_distro", "debian"));

    ImageRecord record = result.image();
    assertThat(result.beginning()).isEqualTo(Beginning.NEW);
    assertThat(result.outcome().complete()).isTrue();
    assertThat(service.show(record.id())).isEqualTo(record);
    assertThat(service.list()).containsExactly(record);
    assertThat(record.status()).isEqualTo(ImageStatus.ACTIVE);
    assertThat(record.size()).hasValue(SIZE);
    assertThat(record.properties()).containsEntry("os_distro", "debian");
    byte[] sha512 = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(image));
    assertThat(record.hash()).contains(Digest.of("SHA-512", sha512));
    assertThat(record.locations())
        .extracting(Location::store)
        .containsExactly("centre", "north", "south");
    for (Location location : record.locations()) {
      assertThat(Path.of(location.url())).isEqualTo(at(location.store(), record.id()));
      assertThat(Path.of(location.url())).hasSameBinaryContentAs(image);
    }
    assertNothingStaged();
  }

  @Test
  void theSameImportAgainFindsEverythingInPlace() throws IOException {
    ImageRecord first = take(request("twice")).image();
    close();
    open();
    events.clear();

    ImportResult again = take(request("twice"));

    assertThat(again.image()).isEqualTo(first);
    assertThat(again.beginning()).isEqualTo(Beginning.FINISHED);
    assertThat(again.outcome().complete()).isTrue();
    assertThat(maker.made).hasValue(1);
    assertThat(sent()).isZero();
  }

  @Test
  void theSameContentElsewhereIsTheSameImport() throws IOException {
    UUID first = take(request("moved")).image().id();
    image = Files.move(image, directory.resolve("elsewhere.raw"));
    Files.setLastModifiedTime(image, FileTime.fromMillis(1000));

    assertThat(take(request("moved")).image().id()).isEqualTo(first);
  }

  @Test
  void theSameContentElsewhereIsTheSameImportAlsoWhenSomethingElseIsMadeOfIt() throws IOException {
    UUID first = take(request("moved").convertTo("vdi")).image().id();
    image = Files.move(image, directory.resolve("elsewhere.raw"));
    Files.setLastModifiedTime(image, FileTime.fromMillis(1000));

    assertThat(take(request("moved").convertTo("vdi")).image().id()).isEqualTo(first);
  }

  @Test
  void otherContentUnderTheSameNameIsAnotherImage() throws IOException {
    UUID first = take(request("shared")).image().id();
    Files.write(image, Patterns.bytes(12, SIZE));

    ImportResult second = take(request("shared"));

    assertThat(second.image().id()).isNotEqualTo(first);
    assertThat(second.notice())
        .hasValueSatisfying(text -> assertThat(text).contains(first.toString()));
    assertThat(take(request("shared").convertTo("qcow2")).image().id())
        .isNotIn(first, second.image().id());
  }

  @Test
  void theSameImportToMoreStoresBringsTheMissingCopies() throws IOException {
    UUID first = take(request("grows").targets(new Targets.Default())).image().id();
    assertThat(at("north", first)).doesNotExist();

    ImportResult more = take(request("grows"));

    assertThat(more.image().id()).isEqualTo(first);
    assertThat(more.beginning()).isEqualTo(Beginning.RESUMED);
    assertThat(more.image().locations()).hasSize(3);
    assertThat(maker.made).hasValue(1);
  }

  @Test
  void aCancelledImportIsFinishedByTheNextOneUnderTheSameId() throws IOException {
    Job job = Job.watched(progress -> {
      if (progress.doneBytes() > 12 << 20) {
        throw new CancelledException("enough");
      }
    });
    assertThatThrownBy(() -> service.importImage(request("stopped"), job))
        .isInstanceOf(CancelledException.class);
    ImageRecord unfinished = service.list().get(0);
    assertThat(unfinished.status()).isEqualTo(ImageStatus.IMPORTING);
    close();
    open();

    ImportResult result = take(request("stopped"));

    assertThat(result.image().id()).isEqualTo(unfinished.id());
    assertThat(result.beginning()).isEqualTo(Beginning.RESUMED);
    assertThat(sent()).isEqualTo(3 * 3);
    assertNothingStaged();
  }

  @Test
  void whatNoPlanCanFulfilLeavesNoRecord() throws IOException {
    refused(
        RuleCode.UNKNOWN_STORE,
        () -> take(request("none").targets(new Targets.Listed(List.of("centre", "moon")))));
    refused(
        RuleCode.LOCAL_IMPORT_MUST_INCLUDE_CENTRAL,
        () -> take(request("none").targets(new Targets.Listed(List.of("north")))));

    assertThat(service.list()).isEmpty();
    assertThat(maker.prepared).hasValue(0);
  }

  @Test
  void aCopyGoesToTheStoresThatAreNamed() throws IOException {
    UUID id = take(request("copied").targets(new Targets.Default())).image().id();
    Targets north = new Targets.Listed(List.of("north"));
    assertThat(service.plan(id, north).toString())
        .contains("north      take in, unseen, from centre");
    assertThat(at("north", id)).doesNotExist();

    ImportResult copied = service.copy(id, north, Job.unattended());

    assertThat(copied.image().location("north")).isPresent();
    assertThat(copied.image().location("south")).isEmpty();
    assertThat(at("north", id)).hasSameBinaryContentAs(image);
    refused(RuleCode.ALREADY_PRESENT, () -> service.copy(id, north, Job.unattended()));
    refused(RuleCode.UNKNOWN_IMAGE, () -> service.copy(new UUID(0, 1), north, Job.unattended()));
  }

  @Test
  void verifyingFindsDamageAndLoss() throws IOException {
    UUID id = take(request("checked")).image().id();
    assertThat(service.verify(id, Job.unattended()))
        .extracting(CopyCheck::state)
        .containsOnly(CopyCheck.State.GOOD);
    damage(at("north", id), (8 << 20) + 5);
    Files.delete(at("south", id));

    List<CopyCheck> checks = service.verify(id, Job.unattended());

    assertThat(checks)
        .extracting(CopyCheck::state)
        .containsExactly(CopyCheck.State.GOOD, CopyCheck.State.BAD, CopyCheck.State.MISSING);
    assertThat(checks.get(1).detail()).contains("first in the 8 MiB at 8388608");
  }

  @Test
  void aCopyThatEndsWhileItIsReadKeepsNoOtherFromBeingChecked() throws IOException {
    UUID id = take(request("cut")).image().id();
    Job job = Job.watched(progress -> {
      if (progress.activity().equals("verifying north") && progress.doneBytes() > 0) {
        cut(at("north", id));
      }
    });

    List<CopyCheck> checks = service.verify(id, job);

    assertThat(checks)
        .extracting(CopyCheck::state)
        .containsExactly(CopyCheck.State.GOOD, CopyCheck.State.UNKNOWN, CopyCheck.State.GOOD);
    assertThat(checks.get(1).detail()).contains(at("north", id).toString());
  }

  @Test
  void whatIsSavedIsCheckedOnTheWay() throws IOException {
    UUID id = take(request("saved")).image().id();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    service.save(id, Optional.empty(), Sinks.stream("out", out), Job.unattended());
    assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(image));

    damage(at("north", id), SIZE - 1L);
    refused(
        RuleCode.NO_VERIFIED_SOURCE,
        () -> service.save(
            id,
            Optional.of("north"),
            Sinks.stream("out", new ByteArrayOutputStream()),
            Job.unattended()));
  }

  @Test
  void theCentreAndTheLastCopyStay() throws IOException {
    UUID id = take(request("pinned")).image().id();
    refused(RuleCode.CENTRAL_REPLICA_PINNED, () -> service.deleteFromStore(id, "centre"));

    assertThat(service.deleteFromStore(id, "north").location("north")).isEmpty();
    assertThat(at("north", id)).doesNotExist();
    service.deleteFromStore(id, "south");
    refused(RuleCode.LAST_REPLICA, () -> service.deleteFromStore(id, "centre"));
    assertThat(at("centre", id)).exists();
  }

  @Test
  void aDeletedCopyCanBeBroughtBack() throws IOException {
    UUID id = take(request("back")).image().id();
    service.deleteFromStore(id, "north");

    ImportResult result = service.copy(id, ALL, Job.unattended());

    assertThat(result.image().locations()).hasSize(3);
    assertThat(service.standing(id).complete()).isTrue();
  }

  @Test
  void deletingAnImageLeavesNothingOfIt() throws IOException {
    UUID id = take(request("deleted")).image().id();

    assertThat(service.delete(id).values()).allMatch(SiteResult::good);

    for (String store : List.of("centre", "north", "south")) {
      assertThat(at(store, id)).doesNotExist();
    }
    assertThat(service.list()).isEmpty();
    refused(RuleCode.UNKNOWN_IMAGE, () -> service.show(id));
    assertThat(take(request("deleted")).image().id()).isNotEqualTo(id);
  }

  @Test
  void anUnfinishedImportCanBeDeleted() throws IOException {
    Job job = Job.unattended();
    job.cancel();
    assertThatThrownBy(() -> service.importImage(request("given up"), job))
        .isInstanceOf(CancelledException.class);

    service.delete(service.list().get(0).id());

    assertThat(service.list()).isEmpty();
    assertNothingStaged();
  }

  @Test
  void togetherMeansEverywhere() throws IOException {
    ImportResult result = take(request("together").policy(FailurePolicy.ALL_OR_NOTHING));

    assertThat(result.image().locations()).hasSize(3);
  }

  @Test
  void aSecondServiceOnTheSameDataIsRefused() {
    assertThatThrownBy(() -> ImageServices.open(config(), maker, List.of()))
        .isInstanceOf(DirectoryInUseException.class)
        .hasMessageContaining("data: in use by process");
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without such a checker do.
  void whatIsMissingIsNamedBeforeAnythingIsOpened() {
    assertThatThrownBy(() -> ImageServices.open(config(), null, List.of()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("maker");
  }

  @Test
  void whatAKilledDownloadLeftGoesWhenTheServiceStarts() throws IOException {
    service.close();
    Path scratch = Files.createDirectories(directory.resolve("data/scratch"));
    Path left = Files.createFile(scratch.resolve("fetch-1"));

    open();

    assertThat(left).doesNotExist();
  }

  @Test
  void aKeyThatWasLostIsReplacedOnlyByWhoeverWantsThat() throws IOException {
    take(request("image"));
    service.close();
    Path keys = directory.resolve("data/keys");
    Files.move(keys, directory.resolve("elsewhere"));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(keys + ": is gone");
    assertThat(keys).doesNotExist();

    Files.createDirectory(
        keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    open();
  }

  @Test
  void aServiceThatWasClosedSaysSo() throws IOException {
    service.close();
    assertThatThrownBy(service::list)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("image service was closed");
  }

  @Test
  @Timeout(60)
  void closingStopsWhatRunsAndWaitsForIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread closer = new Thread(() -> assertThatCode(service::close).doesNotThrowAnyException());
    Job job = Job.watched(progress -> {
      begun.countDown();
      while (progress.doneBytes() > 0 && closer.getState() != Thread.State.WAITING) {
        assertThat(closer.getState()).isNotEqualTo(Thread.State.TERMINATED);
      }
    });
    FutureTask<ImportResult> importing =
        new FutureTask<>(() -> service.importImage(request("stopped"), job));
    new Thread(importing).start();
    begun.await();
    closer.start();

    assertThatThrownBy(importing::get)
        .hasCauseInstanceOf(CancelledException.class)
        .hasMessageContaining("the image service was closed");
    closer.join();
    assertThat(job.cancelled()).isFalse();
    open();
    assertThat(take(request("stopped")).beginning()).isEqualTo(Beginning.RESUMED);
  }

  @Test
  void aServiceIsNotClosedByItsListeners() throws IOException {
    service.close();
    List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
    ReplicationListener closing = event -> refusals.add(refusalToClose());
    service = ImageServices.open(config(), maker, List.of(closing));
    Job job = Job.watched(progress -> refusals.add(refusalToClose()));

    assertThat(service.importImage(request("inside"), job).image().locations()).hasSize(3);
    assertThat(refusals)
        .isNotEmpty()
        .allSatisfy(refusal -> assertThat(refusal)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("close: "));
  }

  /** Interrupted, so that it would end too if it waited. */
  private Throwable refusalToClose() {
    Thread.currentThread().interrupt();
    try {
      return catchThrowable(service::close);
    } finally {
      Thread.interrupted();
    }
  }

  private static void cut(Path file) {
    file.toFile().setWritable(true);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void damage(Path file, long offset) throws IOException {
    file.toFile().setWritable(true);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, offset);
      one.put(0, (byte) ~one.get(0)).flip();
      channel.write(one, offset);
    }
  }
}
