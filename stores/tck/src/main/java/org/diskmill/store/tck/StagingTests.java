// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.diskmill.io.Source;
import org.diskmill.store.Capability;
import org.diskmill.store.Staged;
import org.junit.jupiter.api.Test;

/** STAGING. */
class StagingTests extends StoreTests {
  StagingTests(StoreContract contract) {
    super(contract, Capability.STAGING);
  }

  @Test
  void whatIsStagedCanBeCheckedBeforeItIsShown() throws Exception {
    byte[] content = content(1, 4);
    Staged staged = stage(KEY, content);
    assertThat(Bytes.of(staged.open())).isEqualTo(content);
    assertThat(Bytes.of(staged.open())).isEqualTo(content);
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void whatIsOpenWhileItIsPublishedStaysReadable() throws Exception {
    byte[] content = content(2, 2);
    Staged staged = stage(KEY, content);
    try (Source open = staged.open()) {
      staged.publish(ABSENT);
      assertThat(Bytes.of(open)).isEqualTo(content);
    }
  }

  @Test
  void severalObjectsForOneKeyCanWait() throws Exception {
    Staged first = stage(KEY, content(3, 2));
    Staged second = stage(KEY, content(4, 3));
    first.publish(WHATEVER);
    assertThat(Bytes.of(second.open())).isEqualTo(content(4, 3));
    second.publish(WHATEVER);
    assertShows(store, KEY, content(4, 3));
  }
}
