// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ingest;

import java.util.Optional;
import org.diskmill.catalog.ImageRecord;
import org.diskmill.replication.Outcome;

/**
 * How an import or a copy ended.
 *
 * @param image the record afterwards
 * @param outcome how it went at each store
 * @param beginning what was there before
 * @param notice something that the caller should tell the user
 */
public record ImportResult(
    ImageRecord image, Outcome outcome, Beginning beginning, Optional<String> notice) {
  /** What was there before. */
  public enum Beginning {
    /** Nothing. */
    NEW,
    /** An unfinished operation, which was finished. */
    RESUMED,
    /** Everything: nothing was done. */
    FINISHED
  }
}
