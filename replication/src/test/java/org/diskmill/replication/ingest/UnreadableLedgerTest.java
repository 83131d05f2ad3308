// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.catalog.CatalogDatabase;
import org.diskmill.io.Job;
import org.diskmill.replication.SiteResult;
import org.diskmill.replication.ledger.UnreadableLineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image with a line in its ledger that nobody here can read. */
class UnreadableLedgerTest {
  private final Premises premises;
  private ImageService service;

  UnreadableLedgerTest(@TempDir Path directory) throws IOException {
    premises = Premises.in(directory);
    service = premises.open();
  }

  @AfterEach
  void close() throws IOException {
    service.close();
  }

  private UUID imported(String name) throws IOException {
    return premises.take(service, name, Premises.ALL).image().id();
  }

  private UUID withALineThatNobodyKnows() throws Exception {
    UUID id = imported("unreadable");
    service.close();
    try (CatalogDatabase database = CatalogDatabase.open(premises.data())) {
      try (Connection connection = database.dataSource().getConnection();
          PreparedStatement insert = connection.prepareStatement(
              "INSERT INTO ledger (image, written, kind, detail) VALUES (?, NOW(), ?, ?)")) {
        insert.setObject(1, id);
        insert.setString(2, "Teleported");
        insert.setString(3, "{}");
        insert.executeUpdate();
      }
    }
    service = premises.open();
    return id;
  }

  private void refused(UUID id, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOf(UnreadableLineException.class)
        .hasMessageStartingWith(premises.data().toString())
        .hasMessageContaining(" of image " + id + ": unknown kind 'Teleported'");
  }

  @Test
  void whatNeedsTheLedgerIsRefusedAndOtherImagesAreNot() throws Exception {
    UUID other = imported("other");
    UUID id = withALineThatNobodyKnows();

    refused(id, () -> service.verify(id, Job.unattended()));
    refused(id, () -> service.copy(id, Premises.ALL, Job.unattended()));
    refused(id, () -> service.deleteFromStore(id, "north"));

    assertThat(premises.at("north", id)).exists();
    assertThat(service.show(id).locations()).hasSize(3);
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

    assertThat(premises.at("centre", id)).doesNotExist();
    assertThat(premises.at("north", id)).doesNotExist();
    assertThat(service.list()).isEmpty();
    assertThat(imported("unreadable")).isNotEqualTo(id);
  }
}
