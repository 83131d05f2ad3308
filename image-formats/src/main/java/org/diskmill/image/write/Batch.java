// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.List;
import org.diskmill.image.Extent;

/**
 * Neighbouring units that one task deals with, unread.
 *
 * @param offset guest position in bytes
 * @param length in bytes
 * @param runs what it consists of, in order and without gaps
 */
record Batch(long offset, int length, List<Extent.Resolved> runs) {}
