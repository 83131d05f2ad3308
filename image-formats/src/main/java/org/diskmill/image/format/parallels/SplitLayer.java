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
  private static final long ROUNDED_UP = 1 << 20;

  private final ImageInfo info;
  private final List<Part> parts;
  private final Optional<Layer> below;

  /** How long a file must be for its storage. */
  enum Fit {
    /** A plain file that is shorter was cut. */
    NOT_SHORTER,
    /**
     * Past the end of an expanding file, nobody has written. One that is larger lies beside a border
     * that is wrong, which also is the next file's.
     */
    NOT_LARGER,
    /** Whatever it is: the caller wants what there is. */
    ANY
  }

  /**
   * A storage's file.
   *
   * @param start on the disk, in bytes
   * @param end on the disk, in bytes
   */
  record Part(long start, long end, Layer layer, Fit fit) {
    private void requireFit() throws CorruptImageException {
      long room = end - start;
      boolean fits = switch (fit) {
        case NOT_SHORTER -> layer.size() > room - ParallelsHeader.SECTOR;
        case NOT_LARGER -> layer.size() - room < roundedUp();
        case ANY -> true;
      };
      if (!fits) {
        throw new CorruptImageException(layer + ": holds the disk from " + start + " to " + end
            + ", but " + (fit == Fit.NOT_SHORTER ? "has only " : "is a disk of ") + layer.size()
            + " bytes; " + (fit == Fit.NOT_SHORTER ? "the file is truncated" : "a border is wrong")
            + "; open it leniently to read it so");
      }
    }

    /** Sizes of expanding files are those of whole clusters or cylinders. */
    private long roundedUp() {
      return Math.max(ROUNDED_UP, layer.info().clusterBytes().orElse(0));
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

  private static Extent within(Part part, long offset, long limit) throws IOException {
    part.requireFit();
    long size = part.layer().size();
    long inside = offset - part.start();
    if (inside >= size) {
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
