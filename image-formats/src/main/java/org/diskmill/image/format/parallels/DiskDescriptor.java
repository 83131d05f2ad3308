// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a DiskDescriptor.xml says: [PRLXML].
 *
 * @param diskSectors the size of the disk
 * @param storages stretches of the disk, in order and without gaps
 * @param parents of snapshots, by their ids; the root's is the null id
 * @param top the snapshot that is the current state, where one is named
 */
record DiskDescriptor(
    long diskSectors, List<Storage> storages, Map<String, String> parents, Optional<String> top) {
  /** The id of the current state where none is named: [PRLXML "Snapshots element"]. */
  static final String DEFAULT_TOP = "{5fbaabe3-6958-40ff-92a7-860e329aab41}";

  static final String NO_PARENT = "{00000000-0000-0000-0000-000000000000}";

  /** A stretch of the disk: [PRLXML "StorageData element"]. */
  record Storage(long startSector, long endSector, List<Image> images) {}

  /**
   * One snapshot's share of a storage.
   *
   * @param plain whether it is a raw file, otherwise an expanding one
   * @param file as the descriptor spells it
   */
  record Image(String id, boolean plain, String file) {}
}
