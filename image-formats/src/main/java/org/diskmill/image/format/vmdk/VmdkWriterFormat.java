// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.Set;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.Target;

/** Writes VMDK: streamOptimized. */
public final class VmdkWriterFormat implements WriterFormat {
  static final String STREAM = "streamOptimized";

  private static final Set<String> OTHER_SUBFORMATS =
      Set.of("monolithicSparse", "monolithicFlat", "twoGbMaxExtentSparse", "twoGbMaxExtentFlat");

  @Override
  public String name() {
    return "vmdk";
  }

  @Override
  public Set<String> optionKeys() {
    return Set.of(
        "subformat", "adapter_type", "hwversion", "toolsversion", "compat6", "zeroed_grain");
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    String subformat = options.value("subformat").orElse("monolithicSparse");
    if (OTHER_SUBFORMATS.contains(subformat)) {
      throw new UnsupportedImageException(
          "vmdk: subformat " + subformat + " is not written yet, only " + STREAM);
    }
    if (!subformat.equals(STREAM)) {
      throw new IllegalArgumentException(
          "option 'subformat': '" + subformat + "' is none of VMDK's");
    }
    if (options.flag("compat6").orElse(false) || options.flag("zeroed_grain").orElse(false)) {
      throw new UnsupportedImageException("vmdk: compat6 and zeroed_grain are not written yet");
    }
    StreamDescriptor.adapter(options);
    return new WriterNeeds(Grains.BYTES, Grains.STORED_MOST, false, false);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    return new StreamWriter(StreamDescriptor.of(options, size), size, target.main());
  }

  @Override
  public SizeEstimate estimate(WriteOptions options, long size, ExtentCursor everything)
      throws IOException {
    StreamSize stream = new StreamSize(size);
    boolean empty = true;
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      if (!run.readsAsZero()) {
        stream.data(run.offset(), run.end());
        empty = false;
      }
    }
    return new SizeEstimate(stream.mostBytes(), empty);
  }
}
