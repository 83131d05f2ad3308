// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.diskmill.catalog.CatalogDatabase;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.catalog.JdbcCatalog;
import org.diskmill.catalog.Location;
import org.diskmill.io.CancelledException;
import org.diskmill.io.Job;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.RuleException;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImportResult.Beginning;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that is killed between the ledger's last line and the record's update. */
class UnsettledTest {
  private final Premises premises;
  private final Path image;
  private ImageService service;

  UnsettledTest(@TempDir Path directory) throws IOException {
    premises = Premises.in(directory);
    image = Files.write(directory.resolve("image.raw"), Patterns.bytes(31, (9 << 20) + 5));
    service = premises.open();
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  private ImportRequest request(Targets targets) {
    return ImportRequest.of(new ImportSource.LocalFile(image), "unsettled").targets(targets);
  }

  private UUID imported(Targets targets) throws IOException {
    return service.importImage(request(targets), Job.unattended()).image().id();
  }

  private static List<String> stores(ImageRecord record) {
    return record.locations().stream().map(Location::store).toList();
  }

  /** An image in the centre and the north, of which the record knows the centre's copy only. */
  private UUID copiedAndNotRecorded() throws IOException {
    UUID id = imported(Premises.CENTRE);
    service.copy(id, Premises.NORTH, Job.unattended());
    service.close();
    try (CatalogDatabase database = CatalogDatabase.open(premises.data())) {
      JdbcCatalog catalog = new JdbcCatalog(database, Clock.systemUTC());
      ImageRecord record = catalog.find(id).orElseThrow();
      catalog.update(record.edit().withoutLocation("north").done());
    }
    service = premises.open();
    assertThat(stores(service.show(id))).containsExactly("centre");
    assertThat(premises.at("north", id)).exists();
    return id;
  }

  private static Job stopped() {
    return Job.watched(progress -> {
      if (progress.doneBytes() > 0) {
        throw new CancelledException("as told");
      }
    });
  }

  /** Uploads that were begun; not the lock of all of them. */
  private List<Path> staged(String store) throws IOException {
    try (Stream<Path> files = Files.walk(premises.store(store))) {
      return files
          .filter(file -> file.toString().contains(".staging/"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private void refused(RuleCode code, UUID id, String store) {
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> service.deleteFromStore(id, store))
        .matches(refusal -> refusal.code() == code, code.name());
  }

  @Test
  void theSameCopyAgainIsWhatWasWishedFor() throws IOException {
    UUID id = copiedAndNotRecorded();
    assertThat(service.plan(id, Premises.NORTH).isEmpty()).isTrue();

    ImportResult again = service.copy(id, Premises.NORTH, Job.unattended());

    assertThat(again.beginning()).isEqualTo(Beginning.FINISHED);
    assertThat(stores(service.show(id))).containsExactly("centre", "north");
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> service.copy(id, Premises.NORTH, Job.unattended()))
        .matches(refusal -> refusal.code() == RuleCode.ALREADY_PRESENT);
  }

  @Test
  void anotherCopyBringsTheRecordUpToDate() throws IOException {
    UUID id = copiedAndNotRecorded();

    service.copy(id, new Targets.Listed(List.of("south")), Job.unattended());

    assertThat(stores(service.show(id))).containsExactlyInAnyOrder("centre", "north", "south");
  }

  @Test
  void theCopyIsDeletedFromItsStore() throws IOException {
    UUID id = copiedAndNotRecorded();

    ImageRecord record = service.deleteFromStore(id, "north");

    assertThat(stores(record)).containsExactly("centre");
    assertThat(premises.at("north", id)).doesNotExist();
    assertThat(staged("north")).isEmpty();
    service.copy(id, Premises.NORTH, Job.unattended());
    assertThat(Files.mismatch(premises.at("north", id), image)).isEqualTo(-1);
  }

  @Test
  void theCopyCounts() throws IOException {
    refused(RuleCode.CENTRAL_REPLICA_PINNED, copiedAndNotRecorded(), "centre");
  }

  @Test
  void theCopyIsVerified() throws IOException {
    UUID id = copiedAndNotRecorded();

    assertThat(service.verify(id, Job.unattended()))
        .extracting(CopyCheck::store)
        .containsExactly("centre", "north");
  }

  @Test
  void aCopyThatIsGoneIsMissed() throws IOException {
    UUID id = copiedAndNotRecorded();
    Files.delete(premises.at("north", id));

    assertThat(service.standing(id).sites().values())
        .extracting(SiteResult::reason)
        .containsExactly("", "should have a copy and shows none", "has no copy");
  }

  @Test
  void anUploadThatWasStoppedIsDeletedFromItsStore() throws IOException {
    UUID id = imported(Premises.CENTRE);
    assertThatThrownBy(() -> service.copy(id, Premises.NORTH, stopped()))
        .isInstanceOf(CancelledException.class);
    assertThat(staged("north")).isNotEmpty();

    service.deleteFromStore(id, "north");

    assertThat(staged("north")).isEmpty();
    service.copy(id, Premises.NORTH, Job.unattended());
    assertThat(Files.mismatch(premises.at("north", id), image)).isEqualTo(-1);
  }

  @Test
  void whatAnUnfinishedImportLeftIsDeletedFromAStoreAndTheImportGoesOn() throws IOException {
    assertThatThrownBy(() -> service.importImage(request(Premises.ALL), stopped()))
        .isInstanceOf(CancelledException.class);
    ImageRecord unfinished = service.list().get(0);
    assertThat(unfinished.status()).isNotEqualTo(ImageStatus.ACTIVE);

    for (String store : List.of("north", "centre")) {
      service.deleteFromStore(unfinished.id(), store);
      assertThat(staged(store)).as(store).isEmpty();
    }

    assertThat(imported(Premises.ALL)).isEqualTo(unfinished.id());
    assertThat(Files.mismatch(premises.at("north", unfinished.id()), image)).isEqualTo(-1);
  }
}
