// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** What it takes to believe that a store holds the right bytes. */
public enum ProofPolicy {
  /** They are read back and hashed. */
  READ_BACK,
  /** They were read back once, the ledger says so, and the store still shows that version. */
  RECORDED
}
