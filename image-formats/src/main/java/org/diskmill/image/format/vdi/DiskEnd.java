// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * Finds blocks that are stored for what lies past the disk's end: then its size is wrong, since all
 * writers have a map of as many blocks as the disk needs, and none makes a disk smaller.
 */
final class DiskEnd {
  /** Of entries that a sound file does not have: the blocks of a quarter TiB. */
  private static final long MOST_LOOKED_AT = 1 << 18;

  private DiskEnd() {}

  /** What is wrong, if anything. An entry of zero may be padding of the map, so it says nothing. */
  static Optional<String> contradiction(Source source, VdiHeader header, BlockMap map)
      throws IOException {
    long needed = header.neededBlocks();
    long mapEnd = header.dataAt() > header.mapAt() ? header.dataAt() : source.size();
    long room = (Math.min(mapEnd, source.size()) - header.mapAt()) / Integer.BYTES;
    long end = Math.min(Math.min(header.blocks(), room), needed + MOST_LOOKED_AT);
    for (long block = needed; block < end; block++) {
      long entry = map.entry(block);
      if (entry > 0 && entry < header.blocks() && header.at(entry) < source.size()) {
        return Optional.of("the disk of " + header.diskBytes() + " bytes has " + needed
            + " blocks, but the block map entry at " + map.entryAt(block)
            + " stores block " + block + ": the size is wrong");
      }
    }
    return Optional.empty();
  }
}
