// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import org.diskmill.replication.ledger.LedgerLine;

/** Something that happened while a plan was followed. */
public sealed interface ReplicationEvent {
  /** A line that is in the ledger now. */
  record Recorded(LedgerLine line) implements ReplicationEvent {}

  /**
   * One leaf reached a store, or did not have to.
   *
   * @param site where
   * @param leaf its index
   * @param bytes its size
   * @param how whether it was sent
   */
  record LeafDone(String site, int leaf, long bytes, How how) implements ReplicationEvent {}

  /** What became of a leaf. */
  enum How {
    /** Sent while the artifact was made. */
    LIVE,
    /** Sent from the site that feeds this one. */
    PULLED,
    /** Not sent: the store holds the same bytes already. */
    HELD,
    /** Not sent yet: the store was too slow for the live feed, and gets it later. */
    MISSED
  }
}
