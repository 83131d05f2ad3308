// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * What has been done, written down before anyone is told. Lines are added and never changed.
 *
 * <p>Safe for use by many threads.
 */
public interface Ledger extends AutoCloseable {
  /** Adds a line. When this returns, the line would survive a crash. */
  LedgerLine append(UUID image, LedgerEntry entry) throws IOException;

  /**
   * All lines of an image, oldest first.
   *
   * @throws UnreadableLineException when one of them makes no sense
   */
  List<LedgerLine> lines(UUID image) throws IOException;

  @Override
  void close() throws IOException;
}
