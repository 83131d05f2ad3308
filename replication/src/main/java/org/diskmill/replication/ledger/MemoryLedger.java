// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A ledger that is gone with its process: for simulations. */
public final class MemoryLedger implements Ledger {
  private final InstantSource clock;
  private final List<LedgerLine> lines = new ArrayList<>();

  public MemoryLedger(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized LedgerLine append(UUID image, LedgerEntry entry) {
    LedgerLine line = new LedgerLine(
        lines.size() + 1L, image, clock.instant().truncatedTo(ChronoUnit.MILLIS), entry);
    lines.add(line);
    return line;
  }

  @Override
  public synchronized List<LedgerLine> lines(UUID image) {
    return lines.stream().filter(line -> line.image().equals(image)).toList();
  }

  @Override
  public void close() {}
}
