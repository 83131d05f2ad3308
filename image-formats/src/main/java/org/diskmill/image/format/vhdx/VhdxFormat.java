// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/** Recognises vhdx files, and says that they cannot be read yet. */
public final class VhdxFormat implements DiskFormat {
  @Override
  public String name() {
    return "vhdx";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new VhdxInspector().recognises(window);
  }

  @Override
  public Layer open(Source source, OpenContext context) throws UnsupportedImageException {
    throw new UnsupportedImageException(source + ": vhdx images are recognised but not read yet");
  }
}
