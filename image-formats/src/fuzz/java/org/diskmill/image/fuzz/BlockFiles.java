// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import org.diskmill.image.format.iso.IsoFiles;

/**
 * Whole files of formats with large blocks, and a fuzzer's changes to where their structures are. The
 * files themselves would be too long an input.
 */
final class BlockFiles {
  static final byte[] VHD = Samples.one("vhd");
  static final byte[] VHD_OVERLAY = Samples.overlay("vhd");
  static final byte[] VDI = Samples.one("vdi");
  static final byte[] VDI_OVERLAY = Samples.overlay("vdi");

  private static final int MIB = 1 << 20;
  private static final byte[] VHDX = Samples.one("vhdx,block_size=1M");
  private static final int VHDX_LOG = MIB;
  private static final int VHDX_LOG_END = 2 * MIB;

  private BlockFiles() {}

  /** Copy of the footer, dynamic header, tables behind it, footer. */
  static byte[] vhd(byte[] whole, byte[] patches) {
    return Patches.on(whole, patches, 0, 512, 1536, whole.length - 512);
  }

  /** Header, and the map behind it. */
  static byte[] vdi(byte[] whole, byte[] patches) {
    return Patches.on(whole, patches, 64, 512, 4096, MIB);
  }

  /** Both sequences of volume descriptors, and the anchor; not yet with the checksums of their tags. */
  static byte[] iso(byte[] patches) {
    return Patches.on(IsoFiles.bridge(), patches, 32 << 10, 64 << 10, 512 << 10);
  }

  /** Headers, region tables, log, metadata, block table; with the checksums of a file that was meant so. */
  static byte[] vhdx(byte[] patches) {
    byte[] file =
        Patches.on(VHDX, patches, 64 << 10, 128 << 10, 192 << 10, VHDX_LOG, 2 * MIB, 3 * MIB);
    Sums.ofVhdx(file, VHDX_LOG, VHDX_LOG_END);
    return file;
  }
}
