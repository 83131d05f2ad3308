// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

/**
 * What a store can do beyond keeping objects. Each is a class of the contract tests: a store has a
 * capability if and only if it passes that class.
 */
public enum Capability {
  /** A whole object can wait, unseen, for its publication; {@link Staged#open} can read it. */
  STAGING,
  /** Preconditions hold at the moment of the change, also against other writers. */
  CONDITIONAL_PUBLISH,
  /** An upload outlives the process that began it. */
  RESUMABLE,
  /** Parts may come in any order, and from several threads. */
  UNORDERED_PARTS,
  /**
   * A part that differs from its digest is refused. From other stores the caller reads back what was
   * staged, before it is published.
   */
  CHECKED_PARTS,
  /** Long runs of zeros take no space. */
  SPARSE
}
