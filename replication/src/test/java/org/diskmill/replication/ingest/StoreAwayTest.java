// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.io.Job;
import org.diskmill.io.Sinks;
import org.diskmill.replication.Outcome;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.RuleException;
import org.diskmill.replication.SiteResult;
import org.diskmill.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store's directory is missing when the service starts. */
class StoreAwayTest {
  private final Premises premises;

  StoreAwayTest(@TempDir Path directory) throws IOException {
    premises = Premises.in(directory);
  }

  @Test
  void whatDoesNotTouchTheStoreGoesOn() throws IOException {
    UUID before = takenEverywhere();
    premises.take("north");

    try (ImageService service = premises.open()) {
      assertThat(service.list()).containsExactly(service.show(before));
      assertThat(service.show(before).locations()).hasSize(3);
      assertThat(saved(service, before))
          .isEqualTo(Files.readAllBytes(premises.directory().resolve("before")));
      ImportResult here = premises.take(service, "here", Premises.CENTRE);
      assertThat(here.outcome().complete()).isTrue();
      assertThat(service.deleteFromStore(before, "south").location("south")).isEmpty();
    }
    assertThat(premises.store("north")).doesNotExist();
  }

  @Test
  void whatTouchesTheStoreSaysWhichOneAndWhyAndGoesOnWhenItIsBack() throws IOException {
    UUID before = takenEverywhere();
    premises.take("north");

    try (ImageService service = premises.open()) {
      List<CopyCheck> checks = service.verify(before, Job.unattended());
      assertThat(checks)
          .extracting(CopyCheck::state)
          .containsExactly(CopyCheck.State.GOOD, CopyCheck.State.UNKNOWN, CopyCheck.State.GOOD);
      assertThat(checks.get(1).detail()).contains(unreachable("north"), "is not there");
      assertStanding(service.standing(before), "north");
      ImportResult partly = premises.take(service, "partly", Premises.ALL);
      SiteResult north = Premises.result(partly.outcome().sites(), "north");
      assertThat(north.state()).isEqualTo(SiteResult.State.FAILED);
      assertThat(north.reason()).contains(unreachable("north"));
      UUID here = premises.take(service, "here", Premises.CENTRE).image().id();
      assertThatThrownBy(() -> service.copy(here, Premises.NORTH, Job.unattended()))
          .hasMessageContaining(unreachable("north"));
      assertThatThrownBy(() -> service.deleteFromStore(before, "north"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(unreachable("north"));

      premises.bringBack("north");
      assertThat(service.verify(before, Job.unattended()))
          .extracting(CopyCheck::state)
          .containsOnly(CopyCheck.State.GOOD);
      assertThat(service.copy(here, Premises.NORTH, Job.unattended()).outcome().complete())
          .isTrue();
      assertThat(premises.take(service, "partly", Premises.ALL).outcome().complete())
          .isTrue();
      assertThat(service.standing(before).complete()).isTrue();
    }
  }

  @Test
  void aCentreThatIsAwayIsNotOneWithoutTheImage() throws IOException {
    UUID before = takenEverywhere();
    premises.take("centre");

    try (ImageService service = premises.open()) {
      assertThat(service.list()).hasSize(1);
      service.deleteFromStore(before, "north");
      refused(
          RuleCode.STORE_FAILED,
          "centre",
          () -> service.copy(before, Premises.NORTH, Job.unattended()));
      refused(
          RuleCode.ALL_TARGETS_FAILED, "centre", () -> premises.take(service, "new", Premises.ALL));
      assertStanding(service.standing(before), "centre");
      assertThatThrownBy(() -> saved(service, before)).hasMessageContaining(unreachable("centre"));

      premises.bringBack("centre");
      assertThat(
              service.copy(before, Premises.NORTH, Job.unattended()).outcome().complete())
          .isTrue();
      assertThat(premises.take(service, "new", Premises.ALL).outcome().complete())
          .isTrue();
    }
  }

  @Test
  void nothingIsTakenForDeletedWhereTheStoreIsAway() throws IOException {
    UUID before = takenEverywhere();
    premises.take("north");

    try (ImageService service = premises.open()) {
      SiteResult north = Premises.result(service.delete(before), "north");
      assertThat(north.code()).isEqualTo(RuleCode.SITE_UNREACHABLE_PENDING_DELETE.name());
      assertThat(north.reason()).contains(unreachable("north"));
      ImageRecord kept = service.show(before);
      assertThat(kept.status()).isEqualTo(ImageStatus.PENDING_DELETE);
      assertThat(kept.location("north")).isPresent();
      assertThat(premises.at("centre", before)).exists();

      premises.bringBack("north");
      assertThat(service.delete(before).values()).allMatch(SiteResult::good);
      assertThat(premises.at("north", before)).doesNotExist();
    }
  }

  @Test
  void whatAnUploadLeftIsGoneOnWithWhenTheStoreIsBack() throws IOException {
    try (ImageService service = premises.open()) {
      premises.take(service, "begins", Premises.CENTRE);
    }
    // An upload that was never told to anyone, which the next opening removes.
    Path unfinished =
        premises.store("north").resolve(".staging").resolve("00000000-0000-4000-8000-000000000000");
    Files.createDirectory(unfinished);
    premises.take("north");

    try (ImageService service = premises.open()) {
      premises.bringBack("north");
      assertThat(premises.take(service, "begins", Premises.ALL).outcome().complete())
          .isTrue();
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void aWrongConfigurationIsRefusedAtOnceAlsoWhereTheDirectoryIsAway() throws IOException {
    premises.take("north");
    assertThatThrownBy(() -> premises.open("store.north.creat = true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("creat");
    assertThatThrownBy(() -> premises.open("store.north.uri = moon:/north"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("store north: ")
        .hasMessageContaining("no provider for moon");
  }

  private UUID takenEverywhere() throws IOException {
    try (ImageService service = premises.open()) {
      return premises.take(service, "before", Premises.ALL).image().id();
    }
  }

  private static byte[] saved(ImageService service, UUID image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    service.save(image, Optional.empty(), Sinks.stream("out", out), Job.unattended());
    return out.toByteArray();
  }

  private static String unreachable(String store) {
    return "store " + store + ": cannot be reached: ";
  }

  private static void assertStanding(Outcome standing, String away) {
    SiteResult result = Premises.result(standing.sites(), away);
    assertThat(result.code()).isEqualTo(RuleCode.STORE_FAILED.name());
    assertThat(result.reason()).contains(unreachable(away));
  }

  private static void refused(RuleCode code, String store, ThrowingCallable act) {
    assertThatThrownBy(act)
        .hasMessageContaining(unreachable(store))
        .isInstanceOfSatisfying(
            RuleException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
