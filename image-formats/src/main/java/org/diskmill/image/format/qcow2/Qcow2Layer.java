// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.bitmap.DirtyBitmap;

/** One state of the disk in a qcow2 file. */
final class Qcow2Layer implements Layer {
  private final Qcow2Description description;
  private final GuestMap map;
  private final Optional<Layer> below;
  private final List<DirtyBitmap> bitmaps;
  private final boolean refused;

  /**
   * One state of the disk.
   *
   * @param refused whether the image is marked corrupt, so that it is described and not read
   */
  Qcow2Layer(
      Qcow2Description description,
      GuestMap map,
      Optional<Layer> below,
      List<DirtyBitmap> bitmaps,
      boolean refused) {
    this.description = description;
    this.map = map;
    this.below = below;
    this.bitmaps = bitmaps;
    this.refused = refused;
  }

  @Override
  public ImageInfo info() {
    return description.info();
  }

  @Override
  public long size() {
    return map.size();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    if (refused) {
      throw description.corrupt();
    }
    return map.at(offset, limit);
  }

  @Override
  public List<DirtyBitmap> bitmaps() {
    return bitmaps;
  }

  @Override
  public Optional<Layer> below() {
    return below;
  }

  @Override
  public String toString() {
    return description.name();
  }
}
