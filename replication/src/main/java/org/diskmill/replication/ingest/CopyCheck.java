// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.net.URI;

/**
 * What a check of one copy found.
 *
 * @param store that should hold it
 * @param url where it should be
 * @param state what was found
 * @param detail for people; empty when it is good
 */
public record CopyCheck(String store, URI url, State state, String detail) {
  /** What was found. */
  public enum State {
    /** All bytes were read and are the right ones. */
    GOOD,
    /** There are other bytes. */
    BAD,
    /** There is nothing. */
    MISSING,
    /** The store could not be asked. */
    UNKNOWN
  }
}
