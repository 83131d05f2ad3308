// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/**
 * What the tables say of one cluster or subcluster.
 *
 * @param kind how its bytes are found
 * @param at where it is stored, in bytes, for data; for zeros the place that is kept, or 0
 * @param entry the raw table entry, for compressed ones
 */
record Piece(Kind kind, long at, long entry) {
  enum Kind {
    UNALLOCATED,
    ZERO,
    DATA,
    COMPRESSED
  }

  static final Piece UNALLOCATED = new Piece(Kind.UNALLOCATED, 0, 0);
  static final Piece ZERO = new Piece(Kind.ZERO, 0, 0);

  static Piece keptZero(long at) {
    return new Piece(Kind.ZERO, at, 0);
  }

  static Piece data(long at) {
    return new Piece(Kind.DATA, at, 0);
  }

  static Piece compressed(long entry) {
    return new Piece(Kind.COMPRESSED, 0, entry);
  }

  /** Whether {@code next}, which starts {@code distance} bytes after this, continues it. */
  boolean continuedBy(Piece next, long distance) {
    boolean placed = kind == Kind.DATA || at != 0;
    return next.kind == kind && next.at == (placed ? at + distance : 0);
  }
}
