// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

/** Writes VHD: fixed, dynamic and differencing. */
final class VhdWriterFormat implements WriterFormat {
  /** What is read and written at once. */
  static final int UNIT = 1 << 20;

  @Override
  public String name() {
    return "vhd";
  }

  @Override
  public int sizeUnit() {
    return 512;
  }

  @Override
  public Set<String> optionKeys() {
    return VhdOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    if (VhdOptions.of(options).backing().isPresent()) {
      return new WriterNeeds(
          DynamicLayout.BLOCK, DifferencingWriter.SECTORS.packedBytes(), false, true);
    }
    return new WriterNeeds(UNIT, 0, true, false);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    VhdOptions kind = VhdOptions.of(options);
    if (kind.backing().isPresent()) {
      throw new IllegalArgumentException(
          "option 'backing_file': the disk that it names must be given, as the conversion's base");
    }
    long diskBytes = kind.diskBytes(size);
    return new BlockWriter(target.main(), map -> layout(kind, diskBytes, map));
  }

  @Override
  public ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    VhdOptions kind = VhdOptions.of(options);
    Backing backing = kind.backing().orElseThrow();
    long diskBytes = kind.diskBytes(size);
    Backing.require(base, name(), diskBytes);
    UUID parent = UUID.fromString(String.valueOf(base.details().get("uuid")));
    if (parent.equals(VhdParent.NONE)) {
      throw new UnsupportedImageException(
          "vhd: " + base.name() + " has no id by which a child could know it; convert it first");
    }
    ChildHeader header = new ChildHeader(backing, parent, diskBytes);
    return new DifferencingWriter(kind, diskBytes, header, (ReservingSink) target.main());
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException {
    VhdOptions kind = VhdOptions.of(options);
    if (kind.backing().isPresent()) {
      return DifferencingWriter.estimate(kind, kind.diskBytes(size), everything);
    }
    BlockLayout layout = layout(kind, kind.diskBytes(size), everything);
    return new SizeEstimate(layout.endOfData() + VhdFooter.BYTES, true);
  }

  private static BlockLayout layout(VhdOptions kind, long diskBytes, ExtentCursor map)
      throws IOException {
    int type = kind.fixed() ? VhdFooter.FIXED : VhdFooter.DYNAMIC;
    Allocation allocation =
        Allocation.of(map, DynamicLayout.blocks(diskBytes), DynamicLayout.BLOCK);
    LastFooter footer = new LastFooter(
        type, diskBytes, kind.geometryFor(diskBytes), allocation.fingerprint(), kind.uuid());
    return kind.fixed()
        ? new FixedLayout(diskBytes, footer)
        : new DynamicLayout(allocation, footer);
  }
}
