// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Target;

/** Writes expanding files, with the second magic as everything does today. */
final class ParallelsWriterFormat implements WriterFormat {
  @Override
  public String name() {
    return "parallels";
  }

  @Override
  public int sizeUnit() {
    return 512;
  }

  @Override
  public Set<String> optionKeys() {
    return ParallelsOptions.KEYS;
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    return new WriterNeeds(ParallelsOptions.read(options).clusterBytes(), 0, false, true);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    ParallelsOptions kind = ParallelsOptions.read(options);
    FileLayout layout = FileLayout.of(size, kind.clusterBytes());
    Optional<Sink> descriptor = kind.descriptor()
        ? Optional.of(target.member(ParallelsOptions.DESCRIPTOR_NAME))
        : Optional.empty();
    return new ParallelsWriter(layout, (ReservingSink) target.main(), descriptor, target.name());
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException {
    ParallelsOptions kind = ParallelsOptions.read(options);
    int bytes = kind.clusterBytes();
    FileLayout layout = FileLayout.of(size, bytes);
    int text = kind.descriptor() ? DescriptorText.of(layout, name).remaining() : 0;
    long clusters = layout.frontClusters();
    boolean empty = true;
    long next = 0;
    for (Extent.Resolved run = everything.next(); run != null; run = everything.next()) {
      if (!run.readsAsZero()) {
        long first = Math.max(next, run.offset() / bytes);
        next = Math.max(next, (run.end() - 1) / bytes + 1);
        clusters += Math.max(0, next - first);
        empty = false;
      }
    }
    return new SizeEstimate(text + clusters * bytes, empty);
  }
}
