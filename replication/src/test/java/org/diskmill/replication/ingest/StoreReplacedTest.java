// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.diskmill.io.Job;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.RuleException;
import org.diskmill.replication.SiteResult;
import org.diskmill.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another directory is where a store was, as below a mount that is missing. */
class StoreReplacedTest {
  private final Premises premises;

  StoreReplacedTest(@TempDir Path directory) throws IOException {
    premises = Premises.in(directory);
  }

  @Test
  void anEmptyDirectoryInItsPlaceIsNotTakenForIt() throws IOException {
    UUID before = takenEverywhere();
    String known = identity("north");
    replaceNorth();

    try (ImageService service = premises.open()) {
      assertThat(service.list()).hasSize(1);
      ImportResult after = premises.take(service, "after", Premises.ALL);
      SiteResult north = Premises.result(after.outcome().sites(), "north");
      assertThat(north.state()).isEqualTo(SiteResult.State.FAILED);
      assertThat(north.reason())
          .startsWith("store north: cannot be reached: " + premises.store("north"))
          .contains("holds no store", known, "mount", "accept-store north");
      assertThat(service.verify(before, Job.unattended()).get(1).state())
          .isEqualTo(CopyCheck.State.UNKNOWN);
      assertThat(Premises.result(service.delete(before), "north").good()).isFalse();
      assertThat(service.show(before).location("north")).isPresent();
      assertThat(premises.store("north")).isEmptyDirectory();

      premises.bringBack("north");
      assertThat(service.delete(before).values()).allMatch(SiteResult::good);
      assertThat(premises.take(service, "after", Premises.ALL).outcome().complete())
          .isTrue();
    }
  }

  @Test
  void anotherStoreInItsPlaceIsNamedBesideIt() throws IOException {
    UUID before = takenEverywhere();
    String known = identity("north");
    replaceNorth();
    Files.writeString(premises.store("north").resolve(".store-id"), new UUID(1, 2).toString());

    try (ImageService service = premises.open()) {
      assertThat(service.verify(before, Job.unattended()).get(1).detail())
          .contains(new UUID(1, 2).toString(), known);
    }
  }

  @Test
  void aDirectoryThatIsToBeMadeIsNotMadeAgain() throws IOException {
    takenEverywhere();
    premises.take("north");

    try (ImageService service = premises.open("store.north.create = true")) {
      assertThat(premises.take(service, "after", Premises.ALL).outcome().complete())
          .isFalse();
    }
    assertThat(premises.store("north")).doesNotExist();
  }

  @Test
  void aStoreThatWasNeverUsedMayBeAnyDirectory() throws IOException {
    try (ImageService service = premises.open()) {
      premises.take(service, "here", Premises.CENTRE);
    }
    replaceNorth();
    try (ImageService service = premises.open()) {
      assertThat(premises.take(service, "here", Premises.ALL).outcome().complete())
          .isTrue();
    }
  }

  @Test
  void aStoreMayMove() throws IOException {
    UUID before = takenEverywhere();
    premises.take("north");
    try (ImageService service =
        premises.open("store.north.uri = " + premises.store("north.away").toUri())) {
      assertThat(service.standing(before).complete()).isTrue();
    }
  }

  @Test
  void aReplacementThatIsAcceptedIsTheStoreFromThenOn() throws IOException {
    UUID before = takenEverywhere();
    replaceNorth();

    try (ImageService service = premises.open()) {
      service.acceptStore("north");
      assertThat(service.verify(before, Job.unattended()).get(1).state())
          .isEqualTo(CopyCheck.State.MISSING);
      service.copy(before, Premises.NORTH, Job.unattended());
      assertThat(service.standing(before).complete()).isTrue();
    }
    try (ImageService service = premises.open()) {
      assertThat(service.standing(before).complete()).isTrue();
    }
    premises.bringBackOver("north");
    try (ImageService service = premises.open()) {
      assertThat(Premises.result(service.standing(before).sites(), "north").reason())
          .contains("accept-store");
    }
  }

  @Test
  void aStoreIsAlsoAcceptedWhereItWasReplacedUnderTheService() throws IOException {
    try (ImageService service = premises.open()) {
      UUID before = premises.take(service, "before", Premises.ALL).image().id();
      replaceNorth();
      assertThat(service.standing(before).complete()).isFalse();

      service.acceptStore("north");
      service.acceptStore("north");
      service.copy(before, Premises.NORTH, Job.unattended());
      assertThat(service.standing(before).complete()).isTrue();
    }
  }

  @Test
  void whatIsNotThereIsNotAcceptedAndNothingIsForgotten() throws IOException {
    UUID before = takenEverywhere();
    premises.take("north");
    try (ImageService service = premises.open()) {
      assertThatThrownBy(() -> service.acceptStore("north"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("store north: cannot be reached: ");
      assertThatExceptionOfType(RuleException.class)
          .isThrownBy(() -> service.acceptStore("moon"))
          .matches(refusal -> refusal.code() == RuleCode.UNKNOWN_STORE);
      Files.createSymbolicLink(premises.store("north"), premises.store("south"));
      assertThatThrownBy(() -> service.acceptStore("north"))
          .hasMessageContaining("is the same store as south");
      assertThat(service.standing(before).complete()).isFalse();
      premises.bringBack("north");
      assertThat(service.standing(before).complete()).isTrue();
    }
  }

  private UUID takenEverywhere() throws IOException {
    try (ImageService service = premises.open()) {
      return premises.take(service, "before", Premises.ALL).image().id();
    }
  }

  private String identity(String store) throws IOException {
    return Files.readString(premises.store(store).resolve(".store-id"));
  }

  private void replaceNorth() throws IOException {
    premises.take("north");
    Files.createDirectory(premises.store("north"));
  }
}
