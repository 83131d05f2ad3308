// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.Activity;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.Leaf;
import org.diskmill.io.Source;
import org.diskmill.store.PartDigests;

/** Brings leaves from one store to another, checking each on the way. */
public final class LeafPull {
  private LeafPull() {}

  /** Takes one leaf, when it is known to be the right one. */
  @FunctionalInterface
  public interface Taker {
    /** Takes it; the bytes are only good during the call. */
    void take(Leaf leaf) throws IOException;
  }

  /**
   * Reads these leaves and hands each on.
   *
   * @param indexes ascending
   * @param activity what the job's listener is told
   * @throws TransferException NO_VERIFIED_SOURCE when a leaf is not what the tree says
   */
  public static void of(
      Source from, DigestTree tree, List<Integer> indexes, String activity, Job job, Taker taker)
      throws IOException {
    long total = indexes.stream().mapToLong(index -> Intake.size(tree, index)).sum();
    Activity copying = job.begin(activity, total);
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(tree.leafBytes(), tree.size()));
    for (int index : indexes) {
      buffer.clear().limit(Intake.size(tree, index));
      from.readFully(Intake.at(tree, index), buffer);
      buffer.flip();
      Digest digest = PartDigests.of(buffer);
      if (!digest.equals(tree.leaf(index))) {
        throw new TransferException(
            RuleCode.NO_VERIFIED_SOURCE,
            from + ": leaf " + index + " at " + Intake.at(tree, index) + " is " + digest
                + ", expected " + tree.leaf(index));
      }
      taker.take(new Leaf(index, buffer.asReadOnlyBuffer(), digest));
      copying.advance(buffer.limit());
    }
  }
}
