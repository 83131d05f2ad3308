// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.LongBuffer;
import org.diskmill.image.CorruptImageException;

/** How the entries of an L2 table are understood. Safe for use by many threads. */
interface Entries {
  /** How many guest bytes one piece covers. */
  int pieceBytes();

  /**
   * What the table says of one piece.
   *
   * @param index of the piece, from the table's start
   * @param tableStart the guest offset of the table's first cluster, for messages
   */
  Piece piece(LongBuffer table, long index, long tableStart) throws CorruptImageException;

  /**
   * How many pieces from this one on, itself included, are of one entry that says the same of each, so
   * that they continue it.
   */
  default int alike(LongBuffer table, long index) {
    return 1;
  }
}
