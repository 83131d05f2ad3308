// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * One internal snapshot.
 *
 * @param id unique in its image
 * @param name given by a person; not to be trusted
 * @param vmStateBytes the size of the saved machine state, 0 for a disk-only snapshot
 * @param taken when, by the clock of the machine that took it
 * @param vmClock how long the guest had run
 * @param instructions the guest's instruction count, where recorded
 * @param diskBytes the size of the disk at that time
 */
public record SnapshotInfo(
    String id,
    String name,
    long vmStateBytes,
    Instant taken,
    Duration vmClock,
    OptionalLong instructions,
    long diskBytes) {}
