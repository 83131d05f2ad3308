// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.diskmill.io.Activity;
import org.diskmill.io.Digest;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Job;
import org.diskmill.io.Leaf;
import org.diskmill.io.Source;

/** Brings leaves from one store to another, checking each on the way. */
public final class LeafPull {
  private LeafPull() {}

  /** Takes one leaf, when it is known to be the right one. */
  @FunctionalInterface
  public interface Taker {
    /** Takes it. */
    void take(Leaf leaf) throws IOException;
  }

  /**
   * Reads these leaves and hands each on, while helpers read the next one.
   *
   * @param from stays open
   * @param indexes ascending
   * @param activity what the job's listener is told
   * @param helpers may be busy, or fail to take work: what they have not begun is done here
   * @throws TransferException NO_VERIFIED_SOURCE when a leaf is not what the tree says
   */
  public static void of(
      Source from,
      DigestTree tree,
      List<Integer> indexes,
      String activity,
      Executor helpers,
      Job job,
      Taker taker)
      throws IOException {
    of(new LeafReading(from, tree, helpers), tree, indexes, activity, job, taker);
  }

  /** The same, of leaves that others may be reading as well. */
  static void of(
      LeafReading from,
      DigestTree tree,
      List<Integer> indexes,
      String activity,
      Job job,
      Taker taker)
      throws IOException {
    long total = indexes.stream().mapToLong(index -> Intake.size(tree, index)).sum();
    Activity copying = job.begin(activity, total);
    Deque<FutureTask<Leaf>> begun = new ArrayDeque<>();
    Iterator<Integer> rest = indexes.iterator();
    try {
      while (rest.hasNext() || !begun.isEmpty()) {
        while (begun.size() < 2 && rest.hasNext()) {
          begun.add(from.begin(rest.next()));
        }
        Leaf leaf = from.await(begun.element());
        begun.remove();
        requireRight(from, tree, leaf);
        taker.take(leaf);
        copying.advance(leaf.bytes().remaining());
      }
    } finally {
      begun.forEach(from::end);
    }
  }

  private static void requireRight(LeafReading from, DigestTree tree, Leaf leaf)
      throws TransferException {
    Digest expected = tree.leaf(leaf.index());
    if (!leaf.digest().equals(expected)) {
      throw new TransferException(
          RuleCode.NO_VERIFIED_SOURCE,
          from + ": leaf " + leaf.index() + " at " + Intake.at(tree, leaf.index()) + " is "
              + leaf.digest() + ", expected " + expected);
    }
  }
}
