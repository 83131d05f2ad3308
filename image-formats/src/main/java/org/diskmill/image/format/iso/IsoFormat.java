// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.PlainLayer;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** Optical discs, byte for byte. */
public final class IsoFormat implements DiskFormat {
  @Override
  public String name() {
    return "iso";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return IsoMarks.on(window);
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new IsoInspector());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new IsoChecker());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    context.limits().disk(source, source.size(), 0);
    return new PlainLayer(name(), source, new IsoDescription(source).details());
  }
}
