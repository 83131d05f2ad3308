// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopologyTest {
  @Test
  void everySiteComesAfterTheOneThatFeedsIt() throws Exception {
    Topology topology =
        Topology.builder().edge("far", "near").edge("near").central("centre").build();

    assertThat(topology.sites()).extracting(Site::name).containsExactly("centre", "near", "far");
    assertThat(topology.site("far")).contains(topology.edges().get(1));
    assertThat(topology.site("nowhere")).isEmpty();
  }

  @Test
  void thereIsExactlyOneCentre() {
    refuses(RuleCode.TOPOLOGY_NO_CENTRAL, Topology.builder().edge("a"));
    refuses(RuleCode.TOPOLOGY_MULTIPLE_CENTRAL, Topology.builder().central("a").central("b"));
    refuses(RuleCode.CENTRAL_READ_ONLY, Topology.builder().central("a").readOnly("a"));
  }

  @Test
  void idsAreUniqueAndPlain() {
    for (String bad : List.of("", " ", "a,b", "os_glance_x", "c")) {
      refuses(RuleCode.STORE_ID_INVALID, Topology.builder().central("c").edge(bad));
    }
  }

  @Test
  void everyEdgeHasAWayToTheCentre() {
    refuses(
        RuleCode.STORE_ID_INVALID,
        Topology.builder().central("c").edge("a", "b").edge("b", "a"));
    refuses(RuleCode.STORE_ID_INVALID, Topology.builder().central("c").edge("a", "nowhere"));
  }

  @Test
  void aTopologyBuiltByHandIsCheckedToo() {
    Site.Central centre = new Site.Central("c");
    Site.Edge near = new Site.Edge("near", centre);
    Site.Edge far = new Site.Edge("far", near);

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Topology(centre, List.of(far, near), Set.of()))
        .withMessageContaining("far comes before near");
  }

  private static void refuses(RuleCode code, Topology.Builder builder) {
    assertThatExceptionOfType(TopologyException.class)
        .isThrownBy(builder::build)
        .matches(failure -> failure.code() == code, code.name());
  }
}
