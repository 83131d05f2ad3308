// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.format.TakenPlaces;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * A file that maps grains, of whichever of the three kinds.
 *
 * @param size of what it holds in bytes
 * @param version of its header
 * @param compressed whether its grains are
 * @param markers whether its header says that everything is announced by markers
 * @param streamAt where the first grain of a compressed file lies, in bytes
 * @param frees whether grains that are in no table are free to be used again, and not lost
 * @param unclean whether it was not closed properly
 * @param beyond what it has behind the disk's end, which says that the header's size is wrong
 * @param header what else its header says, for a description
 */
record SparseFile(
    Source source,
    long size,
    int grainBytes,
    int version,
    boolean compressed,
    boolean markers,
    long streamAt,
    boolean frees,
    boolean unclean,
    Optional<String> beyond,
    Map<String, Object> header,
    GrainTables tables) {
  /**
   * Whether the header's size is enough for what a text says that this file has. Some writers round
   * the text's up to whole grains.
   */
  boolean reaches(long stated) {
    return stated <= size || stated % grainBytes == 0 && stated - size < grainBytes;
  }

  /** Whether a text that states that many bytes means the same, one of both rounded up to grains. */
  boolean agrees(long stated) {
    boolean rounded = Math.max(stated, size) % grainBytes == 0;
    return stated == size || rounded && Math.abs(stated - size) < grainBytes;
  }

  /** The first eight bytes as a number, or -1 where there are fewer. */
  static long magic(Source source) throws IOException {
    if (source.size() < Long.BYTES) {
      return -1;
    }
    ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    source.readFully(0, first);
    return first.getLong(0);
  }

  /** Opens a file by what it begins with. */
  static SparseFile open(Source source, Limits limits, boolean lenient) throws IOException {
    long magic = magic(source);
    if ((int) magic == SparseHeader.MAGIC) {
      return hosted(source, SparseHeader.read(source, 0, limits), Descriptor.NONE, limits, lenient);
    }
    if ((int) magic == CowdHeader.MAGIC) {
      return cowd(source, limits, lenient);
    }
    if (magic == SeSparseHeader.MAGIC) {
      return seSparse(source, limits, lenient);
    }
    throw new CorruptImageException(source + ": magic at 0 is " + Long.toHexString(magic)
        + ", expected that of a sparse extent (KDMV, COWD or cafebabe)");
  }

  /** Opens a hosted sparse extent whose first header, and the text in it, is read already. */
  static SparseFile hosted(
      Source source, SparseHeader head, Descriptor text, Limits limits, boolean lenient)
      throws IOException {
    boolean atEnd = head.directoryAt() == SparseHeader.IN_FOOTER
        || head.directoryAt() == 0 && head.compressed() && Footer.present(source);
    SparseHeader header = atEnd ? Footer.read(source, head, limits, lenient) : head;
    GrainDirectory directory = HostedDirectory.read(source, header, limits);
    boolean zeros = header.has(SparseHeader.ZERO_GRAINS);
    GrainPlaces places = (table, index) -> {
      long sector = Integer.toUnsignedLong(table.getInt(index * Integer.BYTES));
      // Sector 1 is the descriptor's, so it can mean zeros; where it may not, it means nothing.
      return sector == 1 ? zeros ? GrainPlaces.ZERO : GrainPlaces.INVALID : Sectors.bytes(sector);
    };
    // How long a grain of a stream is, is not in its table.
    Optional<TableCheck> check = lenient || header.compressed()
        ? Optional.empty()
        : Optional.of(header.tableCheck(source, text.states(header.capacity())));
    GrainTables tables = new GrainTables(
        source,
        directory,
        header.tableEntries(),
        places,
        check,
        apart(header.compressed() ? Sectors.BYTES : header.grainBytes(), lenient));
    SparseFile file = new SparseFile(
        source,
        header.size(),
        header.grainBytes(),
        header.version(),
        header.compressed(),
        header.has(SparseHeader.MARKERS),
        Sectors.bytes(head.overhead()),
        false,
        head.unclean(),
        Optional.empty(),
        VmdkHeaderDescription.of(header),
        tables);
    if (header.has(SparseHeader.COMPRESSED) && !header.compressed() && GrainMarkers.found(file)) {
      throw new CorruptImageException(source
          + ": sparse header: compression algorithm at 77 is 0 (none), but flag bit 16 at 8 says"
          + " that grains are compressed, and they are");
    }
    return file;
  }

  private static SparseFile cowd(Source source, Limits limits, boolean lenient) throws IOException {
    CowdHeader header = CowdHeader.read(source, limits);
    GrainDirectory directory = header.directory(source, limits);
    GrainTables tables = new GrainTables(
        source,
        directory,
        CowdHeader.TABLE_ENTRIES,
        (table, index) ->
            Sectors.bytes(Integer.toUnsignedLong(table.getInt(index * Integer.BYTES))),
        lenient ? Optional.empty() : Optional.of(header.tableCheck(source)),
        apart(header.grainBytes(), lenient));
    return new SparseFile(
        source,
        header.size(),
        header.grainBytes(),
        1,
        false,
        false,
        0,
        false,
        header.unclean(),
        header.beyond(source),
        VmdkHeaderDescription.of(header),
        tables);
  }

  private static SparseFile seSparse(Source source, Limits limits, boolean lenient)
      throws IOException {
    SeSparseHeader header = SeSparseHeader.read(source, limits);
    GrainDirectory directory = header.directory(source, limits);
    int grainBytes = SeSparseHeader.GRAIN_SECTORS * Sectors.BYTES;
    GrainTables tables = new GrainTables(
        source,
        directory,
        SeSparseHeader.TABLE_ENTRIES,
        header.places(),
        Optional.empty(),
        apart(grainBytes, lenient));
    return new SparseFile(
        source,
        header.size(),
        grainBytes,
        2,
        false,
        false,
        0,
        true,
        false,
        Optional.empty(),
        VmdkHeaderDescription.of(header),
        tables);
  }

  /**
   * Where grains are that take so much each, in sectors; of compressed ones only where they begin is
   * known. A lenient reader does not ask.
   */
  private static Optional<TakenPlaces> apart(int bytes, boolean lenient) {
    return lenient ? Optional.empty() : Optional.of(new TakenPlaces(bytes / Sectors.BYTES));
  }

  /** A grain's own header, as it is in the file: [VMDK5 "Stream-Optimized Compressed Sparse Extents"]. */
  ByteBuffer marker(long place) throws IOException {
    return Fields.read(source, "grain marker", place, Grains.MARKER_BYTES, ByteOrder.LITTLE_ENDIAN);
  }
}
