// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a file says about itself.
 *
 * @param name of the file, as its source is called
 * @param format the format's name
 * @param virtualBytes the size of the disk
 * @param storedBytes the size of the file
 * @param clusterBytes the unit of allocation, where the format has one
 * @param dirty whether it was not closed properly
 * @param encrypted whether guest data are encrypted
 * @param references the other files that it names, a backing file or parent first
 * @param snapshots its internal snapshots
 * @param details what only this format has, in order: strings, longs, booleans, and lists and maps
 *     of these
 */
public record ImageInfo(
    String name,
    String format,
    long virtualBytes,
    long storedBytes,
    OptionalInt clusterBytes,
    boolean dirty,
    boolean encrypted,
    List<Reference> references,
    List<SnapshotInfo> snapshots,
    Map<String, Object> details) {
  /** The backing file or parent that it names. */
  public Optional<Reference> base() {
    return references.stream()
        .filter(reference -> switch (reference.role()) {
          case BACKING, PARENT, PARENT_ID -> true;
          case DATA_FILE, EXTENT -> false;
        })
        .findFirst();
  }
}
