// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.util.List;

/**
 * What a task made of its batches.
 *
 * @param guestEnd the guest position it reaches, for progress
 * @param release gives the buffers back once all units are put
 */
record EncodedBatch(long guestEnd, List<EncodedUnit> units, Runnable release) {}
