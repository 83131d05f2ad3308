// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.diskmill.replication.ledger.Ledger;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.LedgerLine;

/** A ledger whose lines are acts of a process that may die. */
record CrashingLedger(Ledger inner, CrashClock clock) implements Ledger {
  @Override
  public LedgerLine append(UUID image, LedgerEntry entry) throws IOException {
    return clock.act("line " + entry, () -> inner.append(image, entry));
  }

  @Override
  public List<LedgerLine> lines(UUID image) throws IOException {
    return inner.lines(image);
  }

  @Override
  public void close() {}
}
