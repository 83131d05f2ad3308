// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Backing;
import org.diskmill.image.format.UuidOption;
import org.diskmill.image.write.WriteOptions;

/**
 * What kind of VHD to write.
 *
 * @param fixed whether the file is the disk with a footer behind it
 * @param largestGeometry whether the geometry is to be the one that stands for "see the size in
 *     bytes", as with qemu-img's {@code force_size}
 * @param azure whether the disk is made whole MiB, and no less than 20
 * @param uuid of the disk, where the caller wants a certain one
 * @param backing the parent's name, which makes it a differencing disk
 */
record VhdOptions(
    boolean fixed,
    boolean largestGeometry,
    boolean azure,
    Optional<UUID> uuid,
    Optional<Backing> backing) {
  static final Set<String> KEYS =
      Set.of("subformat", "force_size", "azure", "uuid", "backing_file", "backing_fmt");

  /** The most that the format can hold: 2040 GiB. */
  static final long MOST_BYTES = 0xff00_0000L * VhdGeometry.SECTOR;

  private static final long MIB = 1 << 20;
  private static final long AZURE_LEAST = 20 * MIB;

  static VhdOptions of(WriteOptions options) throws UnsupportedImageException {
    if (options.compressed()) {
      throw new UnsupportedImageException("vhd: cannot be compressed");
    }
    Optional<Backing> backing = Backing.of(options, "vhd");
    boolean azure = options.flag("azure").orElse(false);
    String subformat = options.value("subformat").orElse(azure ? "fixed" : "dynamic");
    if (!subformat.equals("fixed") && !subformat.equals("dynamic")) {
      throw new IllegalArgumentException(
          "option 'subformat': '" + subformat + "' is neither dynamic nor fixed");
    }
    if (azure && subformat.equals("dynamic")) {
      throw new IllegalArgumentException(
          "option 'azure': Azure takes fixed disks only, not subformat=dynamic");
    }
    if (backing.isPresent() && subformat.equals("fixed")) {
      throw new IllegalArgumentException(
          "option 'backing_file': a fixed disk holds everything itself");
    }
    return new VhdOptions(
        subformat.equals("fixed"),
        options.flag("force_size").orElse(false),
        azure,
        UuidOption.of(options),
        backing);
  }

  /** The size of the disk as it is written: the format counts in sectors, Azure in MiB. */
  long diskBytes(long size) throws UnsupportedImageException {
    long rounded =
        azure ? Math.max(AZURE_LEAST, roundUp(size, MIB)) : roundUp(size, VhdGeometry.SECTOR);
    if (rounded > MOST_BYTES) {
      throw new UnsupportedImageException("vhd: a disk of "
          + size
          + " bytes does not fit in the format, which ends at 2040 GiB; use vhdx");
    }
    return rounded;
  }

  VhdGeometry geometryFor(long diskBytes) {
    return largestGeometry ? VhdGeometry.LARGEST : VhdGeometry.of(diskBytes);
  }

  private static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
