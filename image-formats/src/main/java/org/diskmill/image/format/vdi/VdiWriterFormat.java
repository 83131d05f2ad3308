// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.TouchedUnits;
import org.diskmill.image.format.raw.RawBody;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Target;

/** Writes VDI: dynamic, static and differencing. */
public final class VdiWriterFormat implements WriterFormat {
  @Override
  public String name() {
    return "vdi";
  }

  @Override
  public Set<String> optionKeys() {
    return VdiOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    return VdiOptions.of(options).fixed()
        ? new WriterNeeds(RawBody.UNIT_BYTES, 0, false, false)
        : new WriterNeeds(VdiLayout.BLOCK, 0, false, true);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    VdiLayout layout = VdiLayout.of(size);
    boolean fixed = VdiOptions.of(options).fixed();
    VdiIds ids = VdiIds.of(target.name(), layout.diskBytes(), fixed);
    return fixed
        ? new StaticVdiWriter(layout, ids, size, target.main())
        : new DynamicVdiWriter(layout, ids, false, (ReservingSink) target.main());
  }

  @Override
  public ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    VdiLayout layout = VdiLayout.of(size);
    VdiIds ids = VdiIds.of(target.name(), layout.diskBytes(), false).over(base);
    return new DynamicVdiWriter(layout, ids, true, (ReservingSink) target.main());
  }

  @Override
  public SizeEstimate estimate(WriteOptions options, long size, ExtentCursor everything)
      throws IOException {
    VdiLayout layout = VdiLayout.of(size);
    if (VdiOptions.of(options).fixed()) {
      return new SizeEstimate(layout.fileBytes(layout.blocks()), true);
    }
    long stored = TouchedUnits.count(everything, VdiLayout.BLOCK);
    return new SizeEstimate(layout.fileBytes(stored), stored == 0);
  }
}
