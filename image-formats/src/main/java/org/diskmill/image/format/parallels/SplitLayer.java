// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;

/** One snapshot's share of a disk: for each storage, a file. */
final class SplitLayer implements Layer {
  private final ImageInfo info;
  private final List<Part> parts;
  private final Optional<Layer> below;

  /**
   * A storage's file.
   *
   * @param start on the disk, in bytes
   * @param end on the disk, in bytes
   * @param whole whether the file must be as long
   */
  record Part(long start, long end, Layer layer, boolean whole) {
    /** How much of a part the file may lack: sizes are in sectors. */
    private boolean lacks() {
      return whole && layer.size() <= end - start - ParallelsHeader.SECTOR;
    }
  }

  SplitLayer(ImageInfo info, List<Part> parts, Optional<Layer> below) {
    this.info = info;
    this.parts = parts;
    this.below = below;
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public long size() {
    return info.virtualBytes();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    for (Part part : parts) {
      if (offset < part.end()) {
        return within(part, offset, Math.min(limit, part.end()));
      }
    }
    throw new IllegalArgumentException("offset: " + offset + " is outside the disk");
  }

  /** Past the end of an expanding file, nobody has written. A plain one was cut there. */
  private static Extent within(Part part, long offset, long limit) throws IOException {
    long size = part.layer().size();
    long inside = offset - part.start();
    if (inside >= size) {
      if (part.lacks()) {
        throw new CorruptImageException(part.layer()
            + ": holds the disk from "
            + part.start()
            + " to "
            + part.end()
            + ", but has only "
            + size
            + " bytes; the file is truncated");
      }
      return new Extent.Inherited(offset, part.end() - offset);
    }
    long most = Math.min(limit - part.start(), size);
    Extent extent = part.layer().extentAt(inside, most).clip(inside, most);
    long length = extent.length();
    if (extent instanceof Extent.Data data) {
      return new Extent.Data(offset, length, data.source(), data.at());
    }
    if (extent instanceof Extent.Inherited) {
      return new Extent.Inherited(offset, length);
    }
    return new Extent.Zero(offset, length);
  }

  @Override
  public Optional<Layer> below() {
    return below;
  }
}
