// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.diskmill.store.Store;
import org.junit.jupiter.api.Test;

/** What a store is known by, where it has such a thing. That no two share it, its own tests show. */
class IdentityTests extends StoreTests {
  IdentityTests(StoreContract contract) {
    super(contract);
  }

  @Test
  void whoeverOpensTheStoreFindsTheSameOne() throws Exception {
    Optional<String> identity = store.identity();
    try (Store again = contract.again()) {
      assertThat(again.identity()).isEqualTo(identity);
    }
  }

  @Test
  void whatIsKeptDoesNotChangeIt() throws Exception {
    Optional<String> identity = store.identity();
    publish(KEY, content(1, 2));
    try (Store again = contract.again()) {
      assertThat(again.identity()).isEqualTo(identity);
      again.delete(KEY, WHATEVER);
    }
    assertThat(store.identity()).isEqualTo(identity);
  }
}
