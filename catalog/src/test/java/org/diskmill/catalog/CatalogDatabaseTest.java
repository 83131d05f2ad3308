// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogDatabaseTest {
  @TempDir
  Path directory;

  @Test
  void aSecondOpeningInTheSameProcessIsRefused() throws Exception {
    try (CatalogDatabase first = CatalogDatabase.open(directory)) {
      assertThatThrownBy(() -> CatalogDatabase.open(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(first.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    CatalogDatabase.open(directory).close();
  }

  @Test
  void whoeverWasRefusedInThisProcessDoesNotLetAnotherOneIn() throws Exception {
    CatalogDatabase first = CatalogDatabase.open(directory);
    assertThatThrownBy(() -> CatalogDatabase.open(directory))
        .isInstanceOf(DirectoryInUseException.class);
    Process other = Holder.start(directory);
    try (first;
        BufferedReader lines = other.inputReader()) {
      assertThat(lines.readLine()).isEqualTo(Holder.IN_USE);
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void closingTwiceDoesNotTakeItFromWhoOpenedItMeanwhile() throws Exception {
    CatalogDatabase first = CatalogDatabase.open(directory);
    first.close();
    try (CatalogDatabase second = CatalogDatabase.open(directory)) {
      first.close();
      assertThatThrownBy(() -> CatalogDatabase.open(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(second.toString());
    }
  }

  @Test
  void aThreadThatIsInterruptedLeavesItOpenForAll() throws Exception {
    UUID image;
    try (CatalogDatabase database = CatalogDatabase.open(directory)) {
      Catalog catalog = new JdbcCatalog(database, InstantSource.system());
      Thread.currentThread().interrupt();
      image = catalog.create("image", Map.of()).id();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(catalog.find(image)).isPresent();
    } finally {
      Thread.interrupted();
    }
    try (CatalogDatabase after = CatalogDatabase.open(directory)) {
      assertThat(new JdbcCatalog(after, InstantSource.system()).find(image)).isPresent();
    }
  }

  @Test
  void aThreadThatIsInterruptedClosesItWhollyAllTheSame() throws Exception {
    for (int i = 0; i < 3; i++) {
      CatalogDatabase database = CatalogDatabase.open(directory);
      Thread.currentThread().interrupt();
      database.close();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aSecondProcessIsToldWhoIsThereAndAKilledOneIsNoObstacle() throws Exception {
    Process holder = Holder.start(directory);
    try (BufferedReader lines = holder.inputReader()) {
      UUID image = UUID.fromString(lines.readLine());
      assertThatThrownBy(() -> CatalogDatabase.open(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("process " + holder.pid());

      holder.destroyForcibly().waitFor();

      try (CatalogDatabase after = CatalogDatabase.open(directory)) {
        Catalog catalog = new JdbcCatalog(after, InstantSource.system());
        assertThat(catalog.find(image)).isPresent();
      }
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void nobodyElseMayLookIntoANewDirectory() throws Exception {
    Path made = directory.resolve("deep").resolve("data");
    CatalogDatabase.open(made).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileInTheWayIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("data"), "not a directory");

    assertThatThrownBy(() -> CatalogDatabase.open(file))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(file + ": is a file");
  }

  @Test
  void aCatalogueThatIsGoneOrEmptyIsNotTakenForANewOne() throws Exception {
    CatalogDatabase.open(directory).close();
    Path file = directory.resolve("catalogue.mv.db");

    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> CatalogDatabase.open(directory))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(file + ": is empty");

    Files.delete(file);
    assertThatThrownBy(() -> CatalogDatabase.open(directory))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(file + ": is gone");
    assertThat(file).doesNotExist();
  }

  @Test
  void whereTheFirstStartWasKilledTheNextIsTheFirst() throws Exception {
    Files.writeString(directory.resolve("lock"), "process 1");
    Files.createFile(directory.resolve("catalogue.mv.db"));

    CatalogDatabase.open(directory).close();
  }

  @Test
  void tablesOfANewerVersionAreLeftAsTheyAre() throws Exception {
    try (CatalogDatabase database = CatalogDatabase.open(directory);
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("""
          INSERT INTO "flyway_schema_history"
          SELECT 99, '99', 'later', "type", 'V99__later.sql', 1, "installed_by",
            "installed_on", 1, TRUE
          FROM "flyway_schema_history" WHERE "version" = '1'
          """);
    }

    assertThatThrownBy(() -> CatalogDatabase.open(directory))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("version 99, which is newer");
  }

  @Test
  void aStatusThatNobodyKnowsIsToldWithItsImage() throws Exception {
    try (CatalogDatabase database = CatalogDatabase.open(directory)) {
      Catalog catalog = new JdbcCatalog(database, InstantSource.system());
      UUID image = catalog.create("image", Map.of()).id();
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE images SET status = 'frozen'");
      }

      assertThatThrownBy(() -> catalog.find(image))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("image " + image + ": its status is 'frozen'");
    }
  }

  @Test
  void ofADamagedFileTheMessageSaysWhatToDo() throws Exception {
    CatalogDatabase.open(directory).close();
    Files.write(directory.resolve("catalogue.mv.db"), new byte[5000]);

    assertThatThrownBy(() -> CatalogDatabase.open(directory))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("put it back from a backup");
  }
}
