// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.BlockWriter;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Target;

/** Writes VDI: dynamic, static and differencing. */
final class VdiWriterFormat implements WriterFormat {
  @Override
  public String name() {
    return "vdi";
  }

  @Override
  public int sizeUnit() {
    return 512;
  }

  @Override
  public Set<String> optionKeys() {
    return VdiOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    boolean child = VdiOptions.of(options).child();
    return new WriterNeeds(VdiLayout.BLOCK, 0, !child, child);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    VdiOptions kind = VdiOptions.of(options);
    if (kind.child()) {
      throw new IllegalArgumentException(
          "option 'backing_file': the id of that disk is needed too; pass the disk");
    }
    VdiLayout places = VdiLayout.of(size);
    return new BlockWriter(target.main(), map -> {
      Allocation allocation = kind.allocation(map, places);
      String content = kind.fixed() + " " + allocation.fingerprint();
      return new DynamicLayout(
          places,
          VdiIds.of(target.name(), places.diskBytes(), content),
          kind.fixed() ? VdiHeader.STATIC : VdiHeader.DYNAMIC,
          allocation);
    });
  }

  @Override
  public ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    VdiLayout layout = VdiLayout.of(size);
    VdiIds ids = VdiIds.of(target.name(), layout.diskBytes(), "child").over(base);
    return new ChildVdiWriter(layout, ids, (ReservingSink) target.main());
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException {
    VdiOptions kind = VdiOptions.of(options);
    VdiLayout places = VdiLayout.of(size);
    long stored = kind.allocation(everything, places).count();
    return new SizeEstimate(places.fileBytes(stored), !kind.child() || stored == 0);
  }
}
