// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.io.Source;

/** Reads expanding files, and disks that a DiskDescriptor.xml puts together from several files. */
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
