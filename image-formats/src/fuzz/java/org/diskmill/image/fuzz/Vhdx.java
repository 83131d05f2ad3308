// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

/** A whole VHDX file of ours with a fuzzer's changes, and the checksums of a file that was meant so. */
final class Vhdx {
  private static final int MIB = 1 << 20;
  private static final byte[] WHOLE = Samples.one("vhdx,block_size=1M");
  private static final int LOG = MIB;
  private static final int LOG_END = 2 * MIB;

  private Vhdx() {}

  static byte[] patched(byte[] patches) {
    byte[] file =
        Patches.on(WHOLE, patches, 0, 64 << 10, 128 << 10, 192 << 10, LOG, 2 * MIB, 3 * MIB);
    Sums.ofVhdx(file, LOG, LOG_END);
    return file;
  }
}
