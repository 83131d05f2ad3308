// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Backing;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.image.format.BlockWriter;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Target;

/** Writes VHDX: fixed, dynamic and differencing. */
final class VhdxWriterFormat implements WriterFormat {
  /** What is read and written at once: no block is smaller. */
  private static final int UNIT = 1 << 20;

  @Override
  public String name() {
    return "vhdx";
  }

  @Override
  public int sizeUnit() {
    return 512;
  }

  @Override
  public Set<String> optionKeys() {
    return VhdxOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    if (VhdxOptions.of(options).backing().isPresent()) {
      return new WriterNeeds(UNIT, DifferencingWriter.SECTORS.packedBytes(), false, true);
    }
    return new WriterNeeds(UNIT, 0, true, false);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    VhdxOptions kind = VhdxOptions.of(options);
    if (kind.backing().isPresent()) {
      throw new IllegalArgumentException(
          "option 'backing_file': the disk that it names must be given, as the conversion's base");
    }
    long diskBytes = VhdxOptions.diskBytes(size);
    return new BlockWriter(target.main(), map -> layout(kind, diskBytes, map));
  }

  @Override
  public ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    VhdxOptions kind = VhdxOptions.of(options);
    long diskBytes = VhdxOptions.diskBytes(size);
    Backing.require(base, name(), diskBytes);
    ChildShape shape = ChildShape.of(kind, diskBytes, base);
    return new DifferencingWriter(shape, (ReservingSink) target.main());
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException {
    VhdxOptions kind = VhdxOptions.of(options);
    long diskBytes = VhdxOptions.diskBytes(size);
    if (kind.backing().isPresent()) {
      return ChildShape.measured(kind, diskBytes).estimate(everything);
    }
    BlockLayout layout = layout(kind, diskBytes, everything);
    return new SizeEstimate(layout.endOfData(), true);
  }

  private static BlockLayout layout(VhdxOptions kind, long diskBytes, ExtentCursor map)
      throws IOException {
    int blockBytes = kind.blockBytesFor(diskBytes);
    long blocks = (diskBytes + blockBytes - 1) / blockBytes;
    Allocation allocation =
        kind.fixed() ? Allocation.everything(blocks) : Allocation.of(map, blocks, blockBytes);
    return new VhdxLayout(kind, diskBytes, blockBytes, allocation);
  }
}
