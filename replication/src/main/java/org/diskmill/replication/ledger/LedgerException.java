// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.io.IOException;

/** The ledger could not be written or read. Without it nothing may be done. */
public class LedgerException extends IOException {
  private static final long serialVersionUID = 1L;

  LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
