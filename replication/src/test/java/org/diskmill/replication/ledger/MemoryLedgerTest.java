// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.time.InstantSource;

class MemoryLedgerTest extends LedgerContract {
  private final Ledger ledger = new MemoryLedger(InstantSource.fixed(NOW));

  @Override
  Ledger ledger() {
    return ledger;
  }
}
