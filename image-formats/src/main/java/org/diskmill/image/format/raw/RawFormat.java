// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.PlainLayer;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.grow.DiskGrower;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** Raw disks. */
public final class RawFormat implements DiskFormat {
  @Override
  public String name() {
    return "raw";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return false;
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.empty();
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new RawWriterFormat());
  }

  @Override
  public Optional<DiskGrower> grower() {
    return Optional.of(new RawGrower());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    context.limits().disk(source, source.size(), 0);
    return new PlainLayer(name(), source);
  }
}
