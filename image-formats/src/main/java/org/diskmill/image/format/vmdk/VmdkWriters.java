// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
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

/** Gives each extent of a disk a file, and a writer. */
final class VmdkWriters {
  private final VmdkOptions options;
  private final long size;
  private final Target target;
  private final Optional<Long> parentCid;
  private final DiskParts disk;

  /**
   * Makes the writer of one disk.
   *
   * @param parentCid of the disk that it is based on
   */
  VmdkWriters(VmdkOptions options, long size, Target target, Optional<Long> parentCid)
      throws UnsupportedImageException {
    require(options, size);
    this.options = options;
    this.size = size;
    this.target = target;
    this.parentCid = parentCid;
    this.disk = DiskParts.of(options, size, target.name(), parentCid);
  }

  /** Refuses disks that cannot be described, and those in more extents than our own reader takes. */
  static void require(VmdkOptions options, long size) throws UnsupportedImageException {
    if (size == 0) {
      throw new UnsupportedImageException("vmdk: a disk of 0 bytes cannot be described");
    }
    long most = Limits.defaults().references() * DiskParts.SPLIT_BYTES;
    if (options.subformat().split() && size > most) {
      throw new UnsupportedImageException("vmdk: a disk of "
          + size
          + " bytes needs over "
          + Limits.defaults().references()
          + " extents of 2047 MiB, more than are read; use another format");
    }
  }

  ImageWriter writer() throws IOException {
    VmdkOptions.Subformat subformat = options.subformat();
    if (!subformat.beside()) {
      disk.text().requireRoom();
    }
    if (subformat == VmdkOptions.Subformat.STREAM) {
      ByteBuffer text = disk.text().embedded(ContentId.ofStream(Grains.sectors(size)));
      return new StreamWriter(text, size, target.main());
    }
    if (parentCid.isPresent()) {
      List<DeltaExtentWriter> extents = new ArrayList<>();
      for (DiskParts.Part part : disk.parts()) {
        extents.add(delta(sink(part), part.bytes()));
      }
      return new DeltaWriter(
          extents, DiskParts.most(options), disk.text(), parentCid.get(), target.main());
    }
    if (subformat == VmdkOptions.Subformat.SPARSE) {
      return grains(target.main(), disk.parts().get(0), Optional.of(disk.text()));
    }
    List<ImageWriter> extents = new ArrayList<>();
    for (DiskParts.Part part : disk.parts()) {
      extents.add(
          subformat.flat()
              ? RawBody.on(sink(part), part.at(), wholeSectors(part.bytes()))
              : grains(sink(part), part, Optional.empty()));
    }
    return new ExtentsWriter(extents, DiskParts.most(options), disk.text(), target.main());
  }

  private static long wholeSectors(long bytes) {
    return Grains.sectors(bytes) * Grains.SECTOR;
  }

  private Sink sink(DiskParts.Part part) throws IOException {
    return options.subformat().beside() ? target.member(part.file()) : target.main();
  }

  private ImageWriter grains(Sink out, DiskParts.Part part, Optional<DescriptorBytes> text)
      throws IOException {
    SparseLayout layout = SparseLayout.of(part.bytes());
    return new BlockWriter(
        out,
        map -> new SparseBlocks(
            layout,
            part.at(),
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
