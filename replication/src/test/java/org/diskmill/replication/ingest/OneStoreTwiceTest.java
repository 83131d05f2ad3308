// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.diskmill.replication.SiteResult;
import org.diskmill.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ids of the configuration lead to one directory. */
class OneStoreTwiceTest {
  private final Premises premises;

  OneStoreTwiceTest(@TempDir Path directory) throws IOException {
    premises = Premises.in(directory);
  }

  @Test
  void twoIdsForOneDirectoryAreRefusedAtTheStart() throws IOException {
    assertRefused(
        () -> premises.open("store.south.uri = " + premises.store("north").toUri()));
    premises.open().close();
  }

  @Test
  void aDirectoryIsTheSameUnderAnotherName() throws IOException {
    Files.delete(premises.store("south"));
    Files.createSymbolicLink(premises.store("south"), premises.store("north"));
    assertRefused(premises::open);
  }

  @Test
  void aStoreThatComesLaterIsRefusedByItsCallsAlone() throws IOException {
    premises.take("south");
    try (ImageService service = premises.open()) {
      Files.createSymbolicLink(premises.store("south"), premises.store("north"));

      ImportResult result = premises.take(service, "image", Premises.ALL);

      SiteResult south = Premises.result(result.outcome().sites(), "south");
      assertThat(south.reason())
          .contains("store south: ", " north", premises.store("north").toString());
      assertThat(Premises.result(result.outcome().sites(), "north").good()).isTrue();
      premises.bringBack("south");
      assertThat(premises.take(service, "image", Premises.ALL).outcome().complete())
          .isTrue();
    }
  }

  @Test
  void aCopiedDirectoryIsAStoreOfItsOwnWithoutItsId() throws IOException {
    premises.open().close();
    Path id = premises.store("south").resolve(".store-id");
    Files.delete(id);
    Files.copy(premises.store("north").resolve(".store-id"), id);
    assertThatThrownBy(premises::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("delete .store-id");
    Files.delete(id);
    premises.open().close();
  }

  private void assertRefused(ThrowingCallable opening) {
    assertThatThrownBy(opening)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("store south: ")
        .hasMessageContaining(" north")
        .hasMessageContaining(premises.store("north").toString());
  }
}
