// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** What becomes of the rest when one site fails. */
public enum FailurePolicy {
  /** The others go on; the centre must succeed. */
  BEST_EFFORT,
  /** Nothing is shown before every site has its proof; a failure takes back what was done. */
  ALL_OR_NOTHING
}
