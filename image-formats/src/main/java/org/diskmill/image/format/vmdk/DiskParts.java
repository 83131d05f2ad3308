// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extents that a disk is cut into, each with its file's name, and the text that lists them.
 *
 * @param text stands inside the only file, or else in a file of its own beside the extents
 */
record DiskParts(List<Part> parts, DescriptorBytes text) {
  /** What VMware gives each: with the tables of a sparse one, a file of below 2 GiB. */
  static final long SPLIT_BYTES = 2047L << 20;

  /**
   * One extent.
   *
   * @param at where it begins in the disk, in bytes
   * @param bytes how much of the disk it holds
   * @param file the plain name of its file
   */
  record Part(long at, long bytes, String file) {}

  /**
   * The parts of a disk.
   *
   * @param size of the disk in bytes
   * @param main the plain name of the main file
   * @param parentCid of the disk that it is based on
   */
  static DiskParts of(
      VmdkOptions options, long size, Optional<String> main, Optional<Long> parentCid) {
    ExtentNames names = new ExtentNames(main);
    VmdkOptions.Subformat subformat = options.subformat();
    DescriptorBytes text = new DescriptorBytes(options, Grains.sectors(size), parentCid);
    String access = subformat == VmdkOptions.Subformat.STREAM ? "RDONLY" : "RW";
    List<Part> parts = new ArrayList<>();
    long most = most(options);
    for (long at = 0; at < size; at += Math.min(most, size - at)) {
      Part part = new Part(at, Math.min(most, size - at), names.of(subformat, parts.size()));
      text.add(access, Grains.sectors(part.bytes), subformat.flat() ? "FLAT" : "SPARSE", part.file);
      parts.add(part);
    }
    return new DiskParts(List.copyOf(parts), text);
  }

  /** How much of the disk an extent holds at most, in bytes. */
  static long most(VmdkOptions options) {
    return options.subformat().split() ? SPLIT_BYTES : Long.MAX_VALUE;
  }
}
