// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.Arrays;
import org.diskmill.testkit.Patterns;

/** A {@link HandMade} with extended L2 entries and clusters of 16 KiB, over the same five structures. */
final class ExtendedMade {
  private static final int CLUSTER = 16 << 10;
  private static final int SUB = CLUSTER / 32;

  private final HandMade made = new HandMade(3);
  private final byte[] data = Patterns.bytes(5, CLUSTER);
  private final int at;
  private final int l2;

  ExtendedMade() {
    // The structures of the small clusters, each again where a large one begins.
    int l1 = made.append(new byte[11 * HandMade.CLUSTER]) + 11 * HandMade.CLUSTER;
    made.append(new byte[5 * CLUSTER]);
    at = l1 + 4 * CLUSTER;
    made.wide(72, 16).number(20, 14).wide(40, l1).wide(48, l1 + 2 * CLUSTER);
    made.wide(l1, l1 + CLUSTER | HandMade.COPIED);
    made.wide(l1 + 2 * CLUSTER, l1 + 3 * CLUSTER);
    made.bytes(at, data);
    l2 = l1 + CLUSTER;
  }

  HandMade made() {
    return made;
  }

  void entry(int guestCluster, long allocated, long zero) {
    made.wide(l2 + 16 * guestCluster, at | HandMade.COPIED);
    made.wide(l2 + 16 * guestCluster + 8, zero << 32 | allocated);
  }

  /** A compressed cluster of one sector, where only the reserved bits are of interest. */
  void compressed(int guestCluster, long bitmap) {
    made.wide(l2 + 16 * guestCluster, 1L << 62 | at).wide(l2 + 16 * guestCluster + 8, bitmap);
  }

  void nowhere(int guestCluster, long allocated) {
    made.wide(l2 + 16 * guestCluster, 0).wide(l2 + 16 * guestCluster + 8, allocated);
  }

  byte[] expected(int guestCluster, long allocated) {
    byte[] disk = new byte[HandMade.DISK];
    for (int sub = 0; sub < 32; sub++) {
      if ((allocated >> sub & 1) != 0) {
        byte[] part = Arrays.copyOfRange(data, sub * SUB, (sub + 1) * SUB);
        System.arraycopy(part, 0, disk, guestCluster * CLUSTER + sub * SUB, SUB);
      }
    }
    return disk;
  }
}
