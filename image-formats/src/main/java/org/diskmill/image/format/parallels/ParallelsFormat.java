// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** Parallels: expanding files, and disks that a DiskDescriptor.xml puts together from several files. */
public final class ParallelsFormat implements DiskFormat {
  @Override
  public String name() {
    return "parallels";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return Marks.expanding(window) || Marks.descriptor(window);
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new ParallelsInspector());
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new ParallelsWriterFormat());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new ParallelsChecker());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    if (Marks.descriptor(ProbeWindow.of(source))) {
      DiskDescriptor descriptor = DescriptorReader.read(source, context.limits());
      return DescribedDisk.open(source, descriptor, context);
    }
    ParallelsHeader header = ParallelsHeader.read(source, context.limits(), context.lenient());
    return new ParallelsLayer(
        source,
        header,
        ParallelsDescription.of(source, header, context.limits()),
        context.lenient());
  }
}
