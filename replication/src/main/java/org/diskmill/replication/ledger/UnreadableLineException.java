// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

/**
 * A line of the ledger makes no sense: it is damaged, or of a version to come. What is known of its
 * image may be wrong without it, so nothing can be done with that image but to delete it.
 */
public final class UnreadableLineException extends LedgerException {
  private static final long serialVersionUID = 1L;

  UnreadableLineException(String message, Throwable cause) {
    super(message, cause);
  }
}
