// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/** Recognises parallels files, and says that they cannot be read yet. */
public final class ParallelsFormat implements DiskFormat {
  @Override
  public String name() {
    return "parallels";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new ParallelsInspector().recognises(window);
  }

  @Override
  public Layer open(Source source, OpenContext context) throws UnsupportedImageException {
    throw new UnsupportedImageException(
        source + ": parallels images are recognised but not read yet");
  }
}
