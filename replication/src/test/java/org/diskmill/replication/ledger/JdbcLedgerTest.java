// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.diskmill.catalog.CatalogDatabase;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
