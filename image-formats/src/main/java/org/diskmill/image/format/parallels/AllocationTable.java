// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Optional;
import org.diskmill.image.format.Pieces;
import org.diskmill.image.format.TakenPlaces;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** The block allocation table, read in pieces of which the last used are kept. Safe for use by many threads. */
final class AllocationTable {
  /** How many entries are read at once. */
  static final int PIECE = 16 << 10;

  private final ParallelsHeader header;
  private final Pieces pieces;

  private AllocationTable(Source source, ParallelsHeader header, Pieces.Check check) {
    this.header = header;
    // Clusters may follow at once: they are not read with the table.
    Source table = Sources.slice(source.toString(), source, 0, header.tableEnd());
    this.pieces = new Pieces(table, ByteOrder.LITTLE_ENDIAN, PIECE * Integer.BYTES, check);
  }

  /** A table whose entries are taken as they are. */
  static AllocationTable any(Source source, ParallelsHeader header) {
    return new AllocationTable(source, header, (at, piece) -> Optional.empty());
  }

  /** A table that gives each cluster a place of its own, or is refused where it does not. */
  static AllocationTable apart(Source source, ParallelsHeader header) {
    TakenPlaces taken = new TakenPlaces(header.clusterBytes() / ParallelsHeader.SECTOR);
    return new AllocationTable(
        source, header, (at, piece) -> wrong(header, taken, at, entries(header, at, piece)));
  }

  private static Optional<String> wrong(
      ParallelsHeader header, TakenPlaces taken, long at, IntBuffer entries) {
    for (int i = 0; i < entries.limit(); i++) {
      long place = header.place(entries.get(i));
      // One inside the table is found when the cluster is asked for.
      if (place >= header.tableEnd() && !taken.take(place / ParallelsHeader.SECTOR)) {
        return Optional.of("block allocation table entry at " + (at + (long) i * Integer.BYTES)
            + " places a cluster at " + place + ", where another one is too");
      }
    }
    return Optional.empty();
  }

  /** The piece of that number: entries from {@code piece * PIECE} on. */
  IntBuffer piece(long piece) throws IOException {
    long at = ParallelsHeader.BYTES + piece * PIECE * Integer.BYTES;
    return entries(header, at, pieces.at(at));
  }

  /** Of what was read, what is the table's. */
  private static IntBuffer entries(ParallelsHeader header, long at, ByteBuffer piece) {
    long first = (at - ParallelsHeader.BYTES) / Integer.BYTES;
    int count = (int) Math.min(piece.limit() / Integer.BYTES, header.entries() - first);
    return piece.slice(0, count * Integer.BYTES).order(piece.order()).asIntBuffer();
  }
}
