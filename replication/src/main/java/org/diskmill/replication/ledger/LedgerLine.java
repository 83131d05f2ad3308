// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry as it stands in the ledger.
 *
 * @param number grows with every line, over all images
 * @param image whose line it is
 * @param written when, in whole milliseconds
 */
public record LedgerLine(long number, UUID image, Instant written, LedgerEntry entry) {}
