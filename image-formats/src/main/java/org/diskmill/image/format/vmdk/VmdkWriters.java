// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.UnsupportedImageException;
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

  ImageWriter writer() throws IOException {
    if (size == 0) {
      throw new UnsupportedImageException("vmdk: a disk of 0 bytes cannot be described");
    }
    return switch (options.subformat()) {
      case STREAM -> {
        descriptor.add("RDONLY", Grains.sectors(size), "SPARSE", names.main());
        yield new StreamWriter(descriptor.embedded(), size, target.main());
      }
      case SPARSE -> {
        descriptor.add("RW", Grains.sectors(size), "SPARSE", names.main());
        SparseExtentWriter whole = sparse(target.main(), size);
        yield new SparseWriter(List.of(whole), Long.MAX_VALUE, descriptor, target.main());
      }
      case SPLIT_SPARSE -> {
        List<SparseExtentWriter> extents = new ArrayList<>();
        for (long at = 0; at < size; at += SPLIT_BYTES) {
          extents.add(sparse(member(at, "SPARSE"), Math.min(SPLIT_BYTES, size - at)));
        }
        yield new SparseWriter(extents, SPLIT_BYTES, descriptor, target.main());
      }
      case FLAT, SPLIT_FLAT -> {
        long most = options.subformat().split() ? SPLIT_BYTES : Long.MAX_VALUE;
        List<ImageWriter> extents = new ArrayList<>();
        for (long at = 0; at < size; at += Math.min(most, size - at)) {
          long length = Math.min(most, size - at);
          extents.add(RawBody.on(member(at, "FLAT"), at, wholeSectors(length)));
        }
        yield new FlatWriter(extents, most, descriptor, target.main());
      }
    };
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

  private SparseExtentWriter sparse(Sink out, long bytes) throws IOException {
    SparseLayout layout = SparseLayout.of(bytes);
    if (!layout.fits()) {
      throw new UnsupportedImageException("vmdk: a sparse extent of "
          + bytes
          + " bytes could grow past the 2 TiB that its tables can point to; use"
          + " subformat=twoGbMaxExtentSparse");
    }
    if (!(out instanceof ReservingSink reserving)) {
      throw new UnsupportedImageException(
          out + ": a sparse VMDK is completed at its beginning, which it does not allow");
    }
    return new SparseExtentWriter(layout, options.zeroGrains(), parentCid.isPresent(), reserving);
  }
}
