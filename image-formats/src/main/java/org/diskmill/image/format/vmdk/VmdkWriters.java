// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.BlockWriter;
import org.diskmill.image.format.raw.RawBody;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Target;

/** Cuts a disk into the extents of its subformat, and gives each a file and a line. */
final class VmdkWriters {
  /** What VMware gives each: with the tables of a sparse one, a file of below 2 GiB. */
  static final long SPLIT_BYTES = 2047L << 20;

  private final VmdkOptions options;
  private final long size;
  private final Target target;
  private final Optional<Long> parentCid;
  private final ExtentNames names;
  private final DescriptorBytes descriptor;

  /**
   * Makes the writer of one disk.
   *
   * @param parentCid of the disk that it is based on
   */
  VmdkWriters(VmdkOptions options, long size, Target target, Optional<Long> parentCid) {
    this.options = options;
    this.size = size;
    this.target = target;
    this.parentCid = parentCid;
    this.names = new ExtentNames(target.name());
    this.descriptor = new DescriptorBytes(options, Grains.sectors(size), parentCid);
  }

  /** Refuses disks that cannot be described, and those in more extents than our own reader takes. */
  static void require(VmdkOptions options, long size) throws UnsupportedImageException {
    if (size == 0) {
      throw new UnsupportedImageException("vmdk: a disk of 0 bytes cannot be described");
    }
    long most = Limits.defaults().references() * SPLIT_BYTES;
    if (options.subformat().split() && size > most) {
      throw new UnsupportedImageException("vmdk: a disk of "
          + size
          + " bytes needs over "
          + Limits.defaults().references()
          + " extents of 2047 MiB, more than are read; use another format");
    }
  }

  ImageWriter writer() throws IOException {
    require(options, size);
    VmdkOptions.Subformat subformat = options.subformat();
    if (subformat == VmdkOptions.Subformat.STREAM) {
      descriptor.add("RDONLY", Grains.sectors(size), "SPARSE", names.main());
      descriptor.requireRoom();
      return new StreamWriter(
          descriptor.embedded(ContentId.ofStream(Grains.sectors(size))), size, target.main());
    }
    if (subformat == VmdkOptions.Subformat.SPARSE) {
      descriptor.add("RW", Grains.sectors(size), "SPARSE", names.main());
      descriptor.requireRoom();
      return parentCid.isPresent()
          ? new DeltaWriter(
              List.of(delta(target.main(), size)),
              Long.MAX_VALUE,
              descriptor,
              parentCid.get(),
              target.main())
          : grains(target.main(), 0, size, Optional.of(descriptor));
    }
    long most = subformat.split() ? SPLIT_BYTES : Long.MAX_VALUE;
    if (parentCid.isPresent()) {
      List<DeltaExtentWriter> extents = new ArrayList<>();
      for (long at = 0; at < size; at += Math.min(most, size - at)) {
        extents.add(delta(member(at, "SPARSE"), Math.min(most, size - at)));
      }
      return new DeltaWriter(extents, most, descriptor, parentCid.get(), target.main());
    }
    List<ImageWriter> extents = new ArrayList<>();
    for (long at = 0; at < size; at += Math.min(most, size - at)) {
      long length = Math.min(most, size - at);
      extents.add(
          subformat.flat()
              ? RawBody.on(member(at, "FLAT"), at, wholeSectors(length))
              : grains(member(at, "SPARSE"), at, length, Optional.empty()));
    }
    return new ExtentsWriter(extents, most, descriptor, target.main());
  }

  private static long wholeSectors(long bytes) {
    return Grains.sectors(bytes) * Grains.SECTOR;
  }

  private Sink member(long at, String type) throws IOException {
    boolean split = options.subformat().split();
    String name =
        split ? names.part(options.subformat().flat(), (int) (at / SPLIT_BYTES)) : names.flat();
    long length = split ? Math.min(SPLIT_BYTES, size - at) : size;
    descriptor.add("RW", Grains.sectors(length), type, name);
    return target.member(name);
  }

  private ImageWriter grains(Sink out, long from, long bytes, Optional<DescriptorBytes> text)
      throws IOException {
    SparseLayout layout = SparseLayout.of(bytes);
    return new BlockWriter(
        out,
        map -> new SparseBlocks(
            layout,
            from,
            options.zeroGrains(),
            text,
            Allocation.of(map, layout.grains(), Grains.BYTES)));
  }

  private DeltaExtentWriter delta(Sink out, long bytes) throws IOException {
    if (!(out instanceof ReservingSink reserving)) {
      throw new UnsupportedImageException(
          out + ": a VMDK delta is completed at its beginning, which it does not allow");
    }
    return new DeltaExtentWriter(SparseLayout.of(bytes), options.zeroGrains(), reserving);
  }
}
