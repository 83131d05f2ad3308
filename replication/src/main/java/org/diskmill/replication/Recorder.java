// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.diskmill.replication.ledger.Ledger;
import org.diskmill.replication.ledger.LedgerEntry;
import org.diskmill.replication.ledger.LedgerLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to one image into the ledger, and only then tells the listeners. */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final UUID image;
  private final Ledger ledger;
  private final List<ReplicationListener> listeners;

  Recorder(UUID image, Ledger ledger, List<ReplicationListener> listeners) {
    this.image = image;
    this.ledger = ledger;
    this.listeners = listeners;
  }

  <E extends LedgerEntry> E record(E entry) throws IOException {
    LedgerLine line = ledger.append(image, entry);
    tell(new ReplicationEvent.Recorded(line));
    return entry;
  }

  History history() throws IOException {
    return History.of(ledger.lines(image));
  }

  void tell(ReplicationEvent event) {
    for (ReplicationListener listener : listeners) {
      try {
        listener.heard(event);
      } catch (RuntimeException failed) {
        LOG.warn("image {}: a listener failed on {}", image, event, failed);
      }
    }
  }
}
