// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  @Test
  void allIsClosedTheOtherWayRoundWhateverFails() {
    List<String> closed = new ArrayList<>();
    Resources resources = new Resources();
    resources.add(() -> closed.add("lock"));
    resources.add(() -> {
      closed.add("database");
      throw new IOException("database");
    });
    resources.add(() -> {
      closed.add("store");
      throw new IllegalStateException("store");
    });

    assertThatThrownBy(resources::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("store")
        .satisfies(failure ->
            assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IOException.class));
    assertThat(closed).containsExactly("store", "database", "lock");
  }
}
