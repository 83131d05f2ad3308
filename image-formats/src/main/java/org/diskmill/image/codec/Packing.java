// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

/** How a unit of guest bytes is compressed in its file. */
public enum Packing {
  /** A bare deflate stream [RFC 1951]: compressed clusters of qcow2. */
  DEFLATE,
  /** Deflate with a zlib wrapper [RFC 1950]: grains of streamOptimized VMDK. */
  ZLIB,
  /**
   * The same, but a stream may end before its unit does: the last grain of a disk, which QEMU cuts
   * where the disk ends and VMware fills up. As packers go, there is
   * no difference.
   */
  ZLIB_CUT,
  /** Zstandard frames [RFC 8878]: compressed clusters of qcow2, compression type 1. */
  ZSTD
}
