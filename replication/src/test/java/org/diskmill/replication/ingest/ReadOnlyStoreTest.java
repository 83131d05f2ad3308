// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.diskmill.catalog.ImageStatus;
import org.diskmill.replication.PlanException;
import org.diskmill.replication.RuleCode;
import org.diskmill.replication.SiteResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is deleted from a store that is to be read only. */
class ReadOnlyStoreTest {
  private static final String READ_ONLY = "store.south.read-only = true";

  private final Premises premises;

  ReadOnlyStoreTest(@TempDir Path directory) throws IOException {
    premises = Premises.in(directory);
  }

  @Test
  void itsCopyStaysAndKeepsTheImageUntilItMayBeWritten() throws IOException {
    UUID image = everywhere();
    try (ImageService service = premises.open(READ_ONLY)) {
      assertThatThrownBy(() -> service.deleteFromStore(image, "south"))
          .isInstanceOfSatisfying(
              PlanException.class,
              refused -> assertThat(refused.code()).isEqualTo(RuleCode.STORE_NOT_WRITABLE));

      Map<String, SiteResult> sites = service.delete(image);

      assertThat(Premises.result(sites, "south").code()).isEqualTo("STORE_NOT_WRITABLE");
      assertThat(Premises.result(sites, "north").good()).isTrue();
      assertThat(service.show(image).status()).isEqualTo(ImageStatus.PENDING_DELETE);
      assertThat(premises.at("south", image)).exists();
      assertThat(premises.at("centre", image)).exists();
    }
    try (ImageService service = premises.open()) {
      assertThat(service.delete(image).values()).allMatch(SiteResult::good);
      assertThat(premises.at("south", image)).doesNotExist();
    }
  }

  @Test
  void oneWithoutACopyKeepsNoImage() throws IOException {
    try (ImageService service = premises.open(READ_ONLY)) {
      UUID image = premises.take(service, "image", Premises.ALL).image().id();

      assertThat(service.delete(image).values()).allMatch(SiteResult::good);
    }
  }

  private UUID everywhere() throws IOException {
    try (ImageService service = premises.open()) {
      return premises.take(service, "image", Premises.ALL).image().id();
    }
  }
}
