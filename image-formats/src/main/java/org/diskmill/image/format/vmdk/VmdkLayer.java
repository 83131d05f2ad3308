// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.format.NumberedLayer;

/** One VMDK disk, of one file or of many. */
final class VmdkLayer implements NumberedLayer {
  private final VmdkDescription description;
  private final NavigableMap<Long, DiskPart> parts;
  private final Optional<Layer> below;

  /**
   * A layer over these parts.
   *
   * @param parts by the guest offset at which each begins, without gaps
   */
  VmdkLayer(
      VmdkDescription description, NavigableMap<Long, DiskPart> parts, Optional<Layer> below) {
    this.description = description;
    this.parts = parts;
    this.below = below;
  }

  @Override
  public Optional<UUID> number() {
    return descriptor().ids().own();
  }

  @Override
  public Optional<UUID> modification() {
    return descriptor().ids().modification();
  }

  Descriptor descriptor() {
    return description.descriptor();
  }

  @Override
  public ImageInfo info() {
    return description.info();
  }

  @Override
  public long size() {
    return description.size();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    Map.Entry<Long, DiskPart> part = Objects.requireNonNull(parts.floorEntry(offset));
    return part.getValue().extentAt(offset, limit);
  }

  @Override
  public Optional<Layer> below() {
    return below;
  }

  @Override
  public String toString() {
    return description.info().name();
  }
}
