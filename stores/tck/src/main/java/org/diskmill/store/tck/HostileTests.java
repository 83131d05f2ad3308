// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;
import org.diskmill.store.Page;
import org.junit.jupiter.api.Test;

/** Names that are no keys. */
class HostileTests extends StoreTests {
  private static final List<String> NAMES =
      List.of("UPPER", ".hidden", "with space", "a/QUITE/deep", "a/line\nbreak", "z~", "é", "-/~");

  HostileTests(StoreContract contract) {
    super(contract);
  }

  @Test
  void foreignNamesArePassedOverAndCounted() throws Exception {
    ObjectStat mine = publish(KEY, content(1, 1));
    int planted = 0;
    for (String name : NAMES) {
      planted += contract.plantForeign(name) ? 1 : 0;
    }
    assumeTrue(planted > 0, "the store has no room for foreign names");
    long counted = 0;
    Optional<ObjectKey> after = Optional.empty();
    do {
      Page page = store.list(Optional.empty(), after);
      page.objects().forEach(stat -> assertThat(stat).isEqualTo(mine));
      counted += page.foreign();
      after = page.next();
    } while (after.isPresent());
    assertThat(counted).isEqualTo(planted);
  }

  @Test
  void manyForeignNamesDoNotHideAnObject() throws Exception {
    assumeTrue(contract.plantForeign("m/FIRST"), "the store has no room for foreign names");
    for (int i = 0; i < 200; i++) {
      contract.plantForeign("m/FOREIGN" + i);
    }
    ObjectStat mine = publish(new ObjectKey("m/z"), content(2, 1));
    Page page = store.list(Optional.of(new ObjectKey("m")), Optional.empty());
    assertThat(page.objects()).containsExactly(mine);
    assertThat(page.foreign()).isEqualTo(201);
  }
}
