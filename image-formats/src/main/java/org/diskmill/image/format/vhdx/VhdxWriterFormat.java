// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.image.format.BlockWriter;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.Target;

/** Writes VHDX: fixed and dynamic. */
public final class VhdxWriterFormat implements WriterFormat {
  /** What is read and written at once: no block is smaller. */
  private static final int UNIT = 1 << 20;

  @Override
  public String name() {
    return "vhdx";
  }

  @Override
  public Set<String> optionKeys() {
    return VhdxOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    VhdxOptions.of(options);
    return new WriterNeeds(UNIT, 0, true, false);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    VhdxOptions kind = VhdxOptions.of(options);
    long diskBytes = VhdxOptions.diskBytes(size);
    return new BlockWriter(target.main(), map -> layout(kind, diskBytes, map));
  }

  @Override
  public SizeEstimate estimate(WriteOptions options, long size, ExtentCursor everything)
      throws IOException {
    VhdxOptions kind = VhdxOptions.of(options);
    BlockLayout layout = layout(kind, VhdxOptions.diskBytes(size), everything);
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
