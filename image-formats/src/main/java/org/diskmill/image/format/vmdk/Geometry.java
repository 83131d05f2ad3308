// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

/**
 * The cylinders, heads and sectors that a descriptor states. Only BIOSes of old care.
 *
 * @param sectors in a track
 */
record Geometry(long cylinders, int heads, int sectors) {
  /** IDE's bound is 16 heads and 63 sectors; SCSI's is 255 heads. */
  static Geometry of(long diskSectors, String adapter) {
    int heads = adapter.equals("ide") ? 16 : 255;
    return new Geometry(Math.min(65_535, Math.max(1, diskSectors / (heads * 63L))), heads, 63);
  }
}
