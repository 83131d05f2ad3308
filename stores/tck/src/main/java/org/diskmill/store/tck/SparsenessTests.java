// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.diskmill.store.Capability;
import org.diskmill.store.PartReceipt;
import org.diskmill.store.Upload;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** SPARSE. */
class SparsenessTests extends StoreTests {
  private static final int PART = 1 << 20;

  SparsenessTests(StoreContract contract) {
    super(contract, Capability.SPARSE);
  }

  @Test
  void partsOfZerosTakeNoSpaceAndReadAsZeros() throws Exception {
    byte[] content = new byte[6 * PART];
    System.arraycopy(Patterns.bytes(1, PART), 0, content, 2 * PART, PART);
    Parts parts = new Parts(content, PART);
    try (Upload upload = store.begin(KEY)) {
      upload.stage(parts.putAll(upload)).publish(ABSENT);
    }
    assertShows(store, KEY, content);
    OptionalLong stored = contract.storedBytes(KEY);
    assumeTrue(stored.isPresent(), "cannot tell here how much space an object takes");
    assertThat(stored.getAsLong()).isBetween((long) PART, 2L * PART);
  }

  @Test
  void zerosAtTheEndCountInTheSize() throws Exception {
    byte[] content = Arrays.copyOf(Patterns.bytes(2, PART), 3 * PART);
    Parts parts = new Parts(content, PART);
    try (Upload upload = store.begin(KEY)) {
      List<PartReceipt> receipts = parts.putAll(upload);
      upload.stage(receipts).publish(ABSENT);
    }
    assertShows(store, KEY, content);
  }
}
