// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.io.IOException;
import org.diskmill.image.ExtentCursor;
import org.diskmill.io.Sink;

/**
 * Where everything is in a file of whole blocks, which is settled by the disk's map before a byte of
 * the disk is read. Places are in bytes from the file's beginning.
 *
 * <p>Safe for use by many threads, but for what writes.
 */
public interface BlockLayout {
  /** Decides where everything will be. */
  @FunctionalInterface
  interface Maker {
    /**
     * The layout for a disk.
     *
     * @param map of the whole disk
     */
    BlockLayout of(ExtentCursor map) throws IOException;
  }

  /** The size of a block in bytes, a multiple of the writer's unit. */
  int blockBytes();

  /** The guest offset at which the file begins, where the disk is cut into several; a whole block. */
  default long from() {
    return 0;
  }

  /** Which blocks are stored; all in which the map has data are. */
  Allocation allocation();

  /** Where the data of a stored block, counted from the file's first, begin; later blocks are at later places. */
  long placeOf(long block);

  /** Where the last block's data end. */
  long endOfData();

  /** Writes what comes before the blocks. */
  void head(Beginning out) throws IOException;

  /** Writes what stands right in front of a block's data, if there is anything. */
  default void front(Sink out, long block) throws IOException {}

  /** How many bytes {@link #front} writes. */
  default int frontBytes() {
    return 0;
  }

  /**
   * Writes what comes after {@link #endOfData}.
   *
   * @param content what the disk holds, summed up, where {@link #told} says that this is asked for
   */
  void tail(Sink out, long content) throws IOException;

  /** Where the file has something that depends on all that the disk holds: an id by which children know it. */
  Told told();

  /** A place in a file. */
  enum Told {
    /** Neither before the blocks nor behind them. */
    NOWHERE,
    /** Behind the blocks only. */
    AT_THE_END,
    /** Before the blocks. */
    AT_THE_BEGINNING
  }
}
