// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartDigestsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 1000, DigestTree.LEAF_BYTES, DigestTree.LEAF_BYTES + 1, 20 << 20})
  void aPartHasTheRootOfItsOwnTree(int size) throws IOException {
    ByteBuffer part = ByteBuffer.wrap(Patterns.bytes(size, size));
    assertThat(PartDigests.of(part))
        .isEqualTo(Sources.hash(Sources.bytes("part", part), "", Job.unattended())
            .tree()
            .root());
    assertThat(part.position()).isZero();
  }
}
