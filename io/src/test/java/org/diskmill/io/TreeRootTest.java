// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeRootTest {
  private static final Digest EMPTY = TreeRoot.leaf(ByteBuffer.allocate(0));

  private static Digest tree(ByteArrayOutputStream leaves) {
    int count = leaves.size() / DigestTree.HASH_BYTES;
    return DigestTree.of(count, 1, leaves.toByteArray()).root();
  }

  @Test
  void itIsTheRootOfTheTreeOverTheSameLeaves() {
    for (int count = 0; count < 70; count++) {
      ByteArrayOutputStream leaves = new ByteArrayOutputStream();
      TreeRoot root = new TreeRoot();
      for (int i = 0; i < count; i++) {
        Digest leaf = TreeRoot.leaf(ByteBuffer.wrap(new byte[] {(byte) i}));
        leaves.writeBytes(leaf.bytes());
        root.add(leaf);
      }
      assertEquals(tree(leaves), root.root(), count + " leaves");
    }
  }

  @Test
  void manyEqualLeavesAtOnceAreTheSameAsOneByOne() {
    long seed = 4711;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream leaves = new ByteArrayOutputStream();
      TreeRoot root = new TreeRoot();
      for (int part = 0; part < 4; part++) {
        Digest leaf = TreeRoot.leaf(ByteBuffer.wrap(new byte[] {(byte) random.nextInt(3)}));
        int times = random.nextInt(40);
        root.add(leaf, times);
        for (int i = 0; i < times; i++) {
          leaves.writeBytes(leaf.bytes());
        }
      }
      assertEquals(tree(leaves), root.root(), "seed " + seed + ", round " + round);
    }
  }

  @Test
  void leavesWithoutNumberCostNothing() {
    TreeRoot root = new TreeRoot();
    root.add(EMPTY, Long.MAX_VALUE / 4);
    root.add(EMPTY, 3);
    TreeRoot same = new TreeRoot();
    same.add(EMPTY, 3);
    same.add(EMPTY, Long.MAX_VALUE / 4);
    assertEquals(same.root(), root.root());
  }

  @Test
  void aNegativeNumberIsTheCallersMistake() {
    assertThrows(IllegalArgumentException.class, () -> new TreeRoot().add(EMPTY, -1));
  }
}
