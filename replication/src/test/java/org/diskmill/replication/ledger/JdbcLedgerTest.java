// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.diskmill.catalog.CatalogDatabase;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcLedgerTest extends LedgerContract {
  @TempDir
  Path directory;

  private CatalogDatabase database;
  private Ledger ledger;

  @BeforeEach
  void open() throws IOException {
    database = CatalogDatabase.open(directory);
    ledger = new JdbcLedger(database, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() throws IOException {
    database.close();
  }

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Test
  void linesAreThereAfterReopening() throws IOException {
    LedgerLine line = ledger.append(IMAGE, new LedgerEntry.Ended("kept"));
    close();
    open();

    assertThat(ledger.lines(IMAGE)).containsExactly(line);
  }

  @Test
  void aLedgerThatCannotBeWrittenSaysSoToEveryone() throws IOException {
    close();

    assertThatThrownBy(() -> ledger.append(IMAGE, new LedgerEntry.Ended("lost")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(directory.toString());
  }

  /** As another version may write them, or damage leave them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Teleported|{}|unknown kind 'Teleported', expected one of [",
        "Ended|{\"result\":|Ended: ",
        "Ended|{}|Ended: ",
        "Ended|{\"result\":null}|Ended: ",
        "Ended|null|Ended: is null",
        "Proven|{\"site\":\"c\",\"artifact\":\"a\",\"root\":\"0f0f\"}|Proven: ",
        "Produced|{\"artifact\":\"a\",\"tree\":{\"size\":1}}|Produced: ",
        "Uploading|{\"site\":\"c\",\"artifact\":\"a\",\"token\":\"none\"}|Uploading: ",
      })
  void aLineThatCannotBeReadSaysWhichItIs(String kind, String detail, String found)
      throws Exception {
    UUID other = new UUID(5, 6);
    LedgerLine before = ledger.append(IMAGE, new LedgerEntry.Ended("before"));
    LedgerLine another = ledger.append(other, new LedgerEntry.Ended("of another"));
    insert(database, IMAGE, kind, detail);

    assertThatThrownBy(() -> ledger.lines(IMAGE))
        .isInstanceOf(UnreadableLineException.class)
        .hasMessageStartingWith("%s: ledger: line ", database)
        .hasMessageContaining("line " + (before.number() + 2) + " of image " + IMAGE + ": ")
        .hasMessageContaining(found)
        .hasMessageEndingWith("; without it the image can only be deleted");
    assertThat(ledger.lines(other)).containsExactly(another);
  }

  private static void insert(CatalogDatabase database, UUID image, String kind, String detail)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement insert = connection.prepareStatement(
            "INSERT INTO ledger (image, written, kind, detail) VALUES (?, NOW(), ?, ?)")) {
      insert.setObject(1, image);
      insert.setString(2, kind);
      insert.setString(3, detail);
      insert.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  @Test
  void everyLineThatWasToldSurvivesAKilledProcess() throws Exception {
    close();
    Seeds.each(4, random -> {
      Process writer = LedgerWriter.start(directory);
      long told = 0;
      try (BufferedReader lines = writer.inputReader()) {
        for (int i = random.nextInt(1, 60); i > 0; i--) {
          told = Long.parseLong(lines.readLine());
        }
        writer.destroyForcibly().waitFor();
      }
      open();
      List<LedgerLine> found = ledger.lines(IMAGE);
      close();
      long last = told;
      assertThat(found).extracting(LedgerLine::number).contains(last);
    });
    open();
  }
}
