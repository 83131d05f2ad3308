// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.diskmill.io.Digest;
import org.junit.jupiter.api.Test;

/** What every catalogue does. */
abstract class CatalogContract {
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

  abstract Catalog catalog();

  @Test
  void aNewImageIsQueuedAndEmpty() throws IOException {
    ImageRecord created = catalog().create("first", Map.of("os_distro", "debian"));

    assertThat(created.status()).isEqualTo(ImageStatus.QUEUED);
    assertThat(created.size()).isEmpty();
    assertThat(created.created()).isEqualTo(NOW);
    assertThat(catalog().find(created.id())).contains(created);
    assertThat(created.properties()).containsExactlyEntriesOf(Map.of("os_distro", "debian"));
  }

  @Test
  void everythingInARecordIsKept() throws IOException {
    ImageRecord created = catalog().create("whole", Map.of("a", "", "b", "ü\n".repeat(4000)));
    ImageRecord changed = created
        .edit()
        .diskFormat("qcow2")
        .containerFormat("bare")
        .status(ImageStatus.IMPORTING)
        .size(Long.MAX_VALUE)
        .virtualSize(0)
        .hash(new Digest("SHA-512", "ab".repeat(64)))
        .location(new Location("z", URI.create("file:///z/1")))
        .location(new Location("a", URI.create("file:///a/1")))
        .done();

    ImageRecord stored = catalog().update(changed);

    assertThat(stored.version()).isEqualTo(created.version() + 1);
    assertThat(stored).usingRecursiveComparison().ignoringFields("version").isEqualTo(changed);
    assertThat(catalog().find(stored.id())).contains(stored);
    assertThat(stored.locations()).extracting(Location::store).containsExactly("z", "a");
  }

  @Test
  void ofTwoChangesOfTheSameVersionOneLoses() throws IOException {
    ImageRecord created = catalog().create("raced", Map.of());
    catalog().update(created.edit().property("winner", "1").done());

    assertThatThrownBy(
            () -> catalog().update(created.edit().property("winner", "2").done()))
        .isInstanceOf(StaleRecordException.class);
    assertThat(catalog().find(created.id()).orElseThrow().properties())
        .containsEntry("winner", "1");
  }

  @Test
  void aRecordThatIsNotThereCannotBeChanged() {
    ImageRecord stranger = ImageRecord.queued(UUID.randomUUID(), "stranger", NOW);

    assertThatThrownBy(() -> catalog().update(stranger)).isInstanceOf(StaleRecordException.class);
  }

  @Test
  void theStatusMachineIsKept() throws IOException {
    ImageRecord created = catalog().create("machine", Map.of());

    assertThatThrownBy(
            () -> catalog().update(created.edit().status(ImageStatus.KILLED).done()))
        .isInstanceOf(StatusException.class)
        .hasMessageContaining("queued")
        .hasMessageContaining("killed");
  }

  @Test
  void bytesAreNotTakenInBeforeTheFormatsAreSet() throws IOException {
    ImageRecord created = catalog().create("formats", Map.of());

    assertThatThrownBy(
            () -> catalog().update(created.edit().status(ImageStatus.IMPORTING).done()))
        .isInstanceOf(StatusException.class)
        .hasMessageContaining("formats");
  }

  @Test
  void goingBackToTheQueueForgetsTheSizes() throws IOException {
    ImageRecord importing = importing("again");
    ImageRecord sized = catalog().update(importing.edit().size(5).virtualSize(6).done());

    ImageRecord queued =
        catalog().update(sized.edit().status(ImageStatus.QUEUED).done());

    assertThat(queued.size()).isEmpty();
    assertThat(queued.virtualSize()).isEmpty();
  }

  @Test
  void deletedImagesAreFoundButNotListed() throws IOException {
    ImageRecord kept = catalog().create("twin", Map.of());
    ImageRecord gone = catalog().create("twin", Map.of());
    catalog().create("other", Map.of());
    catalog().update(gone.edit().status(ImageStatus.DELETED).done());

    assertThat(catalog().list()).extracting(ImageRecord::name).containsExactly("twin", "other");
    assertThat(catalog().named("twin")).containsExactly(kept);
    assertThat(catalog().find(gone.id()).orElseThrow().status()).isEqualTo(ImageStatus.DELETED);
  }

  @Test
  void aStoreHoldsOneLocationOfAnImage() throws IOException {
    ImageRecord created = catalog().create("moved", Map.of());
    Location old = new Location("edge", URI.create("file:///old"));
    Location moved = new Location("edge", URI.create("file:///new"));
    ImageRecord first = catalog().update(created.edit().location(old).done());

    ImageRecord second = catalog().update(first.edit().location(moved).done());

    assertThat(second.locations()).containsExactly(moved);
    assertThat(second.edit().withoutLocation("edge").done().locations()).isEmpty();
  }

  @Test
  void everyChangeOfStatusIsTheReferenceServicesOwn() {
    assertThat(ImageStatus.IMPORTING.next())
        .isEqualTo(Set.of(ImageStatus.ACTIVE, ImageStatus.DELETED, ImageStatus.QUEUED));
    assertThat(ImageStatus.DELETED.next()).isEmpty();
    for (ImageStatus status : ImageStatus.values()) {
      assertThat(ImageStatus.of(status.text())).contains(status);
      assertThat(status.mayBecome(status)).isTrue();
      assertThat(status.next()).doesNotContain(status);
    }
  }

  ImageRecord importing(String name) throws IOException {
    ImageRecord created = catalog().create(name, Map.of());
    return catalog()
        .update(created
            .edit()
            .diskFormat("raw")
            .containerFormat("bare")
            .status(ImageStatus.IMPORTING)
            .done());
  }
}
