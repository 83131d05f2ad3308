// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.List;
import java.util.Optional;
import org.diskmill.image.Extent;

/**
 * Neighbouring units that one task deals with, unread.
 *
 * @param offset guest position in bytes
 * @param length in bytes
 * @param runs what it consists of, in order and without gaps
 * @param base where the target is based on another disk, what that one holds in the same range
 */
record Batch(
    long offset, int length, List<Extent.Resolved> runs, Optional<List<Extent.Resolved>> base) {
  /** The same range as the base has it. */
  Optional<Batch> ofBase() {
    return base.map(theirs -> new Batch(offset, length, theirs, Optional.empty()));
  }
}
