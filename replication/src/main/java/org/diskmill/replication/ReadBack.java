// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.diskmill.io.DigestTree;
import org.diskmill.io.Hashed;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** Reads what a store holds and compares it with what it should hold. */
final class ReadBack {
  private ReadBack() {}

  /** The digests of everything in {@code source}, which is closed. */
  static Hashed of(
      Source source, String site, int leafBytes, Executor helpers, Job job, String... flat)
      throws IOException {
    try (source) {
      return Sources.hash(source, leafBytes, "verifying " + site, helpers, job, flat);
    }
  }

  /**
   * Insists that both are trees over the same bytes.
   *
   * @throws TransferException SIZE_MISMATCH or DIGEST_MISMATCH
   */
  static void requireEqual(String site, DigestTree found, DigestTree expected)
      throws TransferException {
    if (found.size() != expected.size()) {
      throw new TransferException(
          RuleCode.SIZE_MISMATCH,
          "store " + site + ": holds " + found.size() + " bytes, expected " + expected.size());
    }
    for (int index = 0; index < expected.leafCount(); index++) {
      if (!found.leaf(index).equals(expected.leaf(index))) {
        throw new TransferException(
            RuleCode.DIGEST_MISMATCH,
            "store " + site + ": leaf " + index + " at " + Intake.at(expected, index) + " is "
                + found.leaf(index) + ", expected " + expected.leaf(index));
      }
    }
  }
}
