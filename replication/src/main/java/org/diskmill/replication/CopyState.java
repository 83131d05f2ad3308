// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

/** How a store stands with an image. */
public enum CopyState {
  /** It shows nothing. */
  ABSENT,
  /** It shows something that nobody has read back. */
  PRESENT,
  /** It shows the version that the ledger says was proven. */
  VERIFIED,
  /** It shows other bytes. */
  CORRUPT
}
