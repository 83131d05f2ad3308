// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.catalog.CatalogDatabase;
import org.diskmill.io.Job;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ledger.UnreadableLineException;
import org.diskmill.store.StoreConfig;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image with a line in its ledger that nobody here can read. */
class UnreadableLedgerTest {
  private static final Targets ALL = new Targets.All();

  @TempDir
  Path directory;

  private ImageService service;
  private Path image;

  @BeforeEach
  void open() throws IOException {
    image = directory.resolve("image.raw");
    Files.write(image, Patterns.bytes(32, 70_000));
    service = reopened();
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  private ImageService reopened() throws IOException {
    List<StoreEntry> stores = List.of(entry("centre", true), entry("north", false));
    ServiceConfig config = new ServiceConfig(directory.resolve("data"), stores, Map.of());
    return ImageServices.open(config, new PlainMaker(), List.of());
  }

  private StoreEntry entry(String name, boolean central) throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    StoreConfig config = new StoreConfig(home.toUri(), Map.of(), Map::of);
    return new StoreEntry(name, central, Optional.empty(), false, config);
  }

  private UUID imported(String name) throws IOException {
    ImportRequest request =
        ImportRequest.of(new ImportSource.LocalFile(image), name).targets(ALL);
    return service.importImage(request, Job.unattended()).image().id();
  }

  private Path at(String store, UUID id) {
    return directory.resolve(store).resolve(id.toString());
  }

  private UUID withALineThatNobodyKnows() throws Exception {
    UUID id = imported("unreadable");
    service.close();
    try (CatalogDatabase database = CatalogDatabase.open(directory.resolve("data"))) {
      try (Connection connection = database.dataSource().getConnection();
          PreparedStatement insert = connection.prepareStatement(
              "INSERT INTO ledger (image, written, kind, detail) VALUES (?, NOW(), ?, ?)")) {
        insert.setObject(1, id);
        insert.setString(2, "Teleported");
        insert.setString(3, "{}");
        insert.executeUpdate();
      }
    }
    service = reopened();
    return id;
  }

  private void refused(UUID id, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOf(UnreadableLineException.class)
        .hasMessageStartingWith(directory.resolve("data").toString())
        .hasMessageContaining(" of image " + id + ": unknown kind 'Teleported'");
  }

  @Test
  void whatNeedsTheLedgerIsRefusedAndOtherImagesAreNot() throws Exception {
    UUID other = imported("other");
    UUID id = withALineThatNobodyKnows();

    refused(id, () -> service.verify(id, Job.unattended()));
    refused(id, () -> service.copy(id, ALL, Job.unattended()));
    refused(id, () -> service.deleteFromStore(id, "north"));

    assertThat(at("north", id)).exists();
    assertThat(service.show(id).locations()).hasSize(2);
    assertThat(service.verify(other, Job.unattended()))
        .extracting(CopyCheck::state)
        .containsOnly(CopyCheck.State.GOOD);
  }

  @Test
  void theWholeImageCanBeDeleted() throws Exception {
    UUID id = withALineThatNobodyKnows();

    assertThat(service.delete(id).values())
        .allMatch(SiteResult::good)
        .extracting(SiteResult::reason)
        .containsOnly("deleted");

    assertThat(at("centre", id)).doesNotExist();
    assertThat(at("north", id)).doesNotExist();
    assertThat(service.list()).isEmpty();
    assertThat(imported("unreadable")).isNotEqualTo(id);
  }
}
