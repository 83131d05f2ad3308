// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Extent;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.PlainLayer;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/** A raw disk with a footer behind it. */
final class FixedLayer implements VhdLayer {
  private final VhdDescription description;
  private final PlainLayer disk;

  FixedLayer(Source source, VhdDescription description) throws CorruptImageException {
    VhdFooter footer = description.footer();
    if (footer.diskBytes() > footer.at()) {
      throw new CorruptImageException(source
          + ": footer at "
          + footer.at()
          + " says that the disk has "
          + footer.diskBytes()
          + " bytes, but only "
          + footer.at()
          + " lie in front of it");
    }
    this.description = description;
    this.disk =
        new PlainLayer("vhd", Sources.slice(source.toString(), source, 0, footer.diskBytes()));
  }

  @Override
  public VhdFooter footer() {
    return description.footer();
  }

  @Override
  public ImageInfo info() {
    return description.info();
  }

  @Override
  public long size() {
    return disk.size();
  }

  @Override
  public Extent extentAt(long offset, long limit) throws IOException {
    return disk.extentAt(offset, limit);
  }

  @Override
  public Optional<Layer> below() {
    return Optional.empty();
  }

  @Override
  public String toString() {
    return description.name();
  }
}
