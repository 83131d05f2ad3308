// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.util.Set;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.WriteOptions;

/**
 * What kind of file to write.
 *
 * @param clusterBytes a power of two
 * @param descriptor whether a DiskDescriptor.xml is written beside it
 */
record ParallelsOptions(int clusterBytes, boolean descriptor) {
  /** qemu-img's, and ours for what qemu-img does not write. */
  static final Set<String> KEYS = Set.of("cluster_size", "descriptor");

  static final String DESCRIPTOR_NAME = "DiskDescriptor.xml";

  private static final long DEFAULT = 1 << 20;
  private static final long MOST = 64 << 20;

  static ParallelsOptions read(WriteOptions options) throws UnsupportedImageException {
    if (options.compressed()) {
      throw new UnsupportedImageException("parallels: cannot be compressed");
    }
    long bytes = options.bytes("cluster_size").orElse(DEFAULT);
    if (bytes < ParallelsHeader.SECTOR || bytes > MOST || Long.bitCount(bytes) != 1) {
      throw new IllegalArgumentException(
          "option 'cluster_size': " + bytes + " is not a power of two from 512 to 64M");
    }
    return new ParallelsOptions((int) bytes, options.flag("descriptor").orElse(false));
  }
}
