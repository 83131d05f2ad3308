// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

/** Feature bits and entry masks, [QCOW2 "Header", "L1 table", "L2 table"]. */
final class Bits {
  /** Refcounts may be wrong; the tables that a reader uses are right. */
  static final long DIRTY = 1;

  /** Any data structure may be wrong. */
  static final long CORRUPT = 1 << 1;

  static final long EXTERNAL_DATA = 1 << 2;
  static final long COMPRESSION_TYPE = 1 << 3;
  static final long EXTENDED_L2 = 1 << 4;
  static final long KNOWN_INCOMPATIBLE =
      DIRTY | CORRUPT | EXTERNAL_DATA | COMPRESSION_TYPE | EXTENDED_L2;

  static final long LAZY_REFCOUNTS = 1;

  static final long BITMAPS = 1;
  static final long RAW_EXTERNAL_DATA = 1 << 1;

  /** Bits 9 to 55 of an L1 or standard L2 entry: where it points to. */
  static final long OFFSET = 0x00ff_ffff_ffff_fe00L;

  /** Bits 9 to 63 of an entry of the refcount table. */
  static final long REFCOUNT_BLOCK = -1L << 9;

  /** What must be zero in an L1 entry. */
  static final long L1_RESERVED = 0x7f00_0000_0000_01ffL;

  /** What must be zero in an L2 entry of a cluster that is not compressed, but for bit 0. */
  static final long L2_RESERVED = 0x3f00_0000_0000_01feL;

  static final long COMPRESSED = 1L << 62;
  static final long COPIED = 1L << 63;
  static final long READS_AS_ZERO = 1;

  private Bits() {}
}
