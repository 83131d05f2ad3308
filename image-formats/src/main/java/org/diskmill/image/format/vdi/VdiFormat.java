// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** VDI: dynamic, static, differencing and undo. */
public final class VdiFormat implements DiskFormat {
  @Override
  public String name() {
    return "vdi";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new VdiInspector().recognises(window);
  }

  @Override
  public Optional<UUID> id(Source source, Limits limits) throws IOException {
    return Optional.of(VdiHeader.read(source, limits).id());
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new VdiInspector());
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new VdiWriterFormat());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new VdiChecker());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    VdiHeader header = VdiHeader.read(source, context.limits());
    if (!context.lenient()) {
      requireEnd(source, header);
    }
    VdiDescription description = new VdiDescription(source, header);
    return new VdiLayer(
        source, description, context.lenient(), VdiParent.open(description, context));
  }

  private static void requireEnd(Source source, VdiHeader header) throws IOException {
    Optional<String> wrong = DiskEnd.contradiction(source, header, BlockMap.any(source, header));
    if (wrong.isPresent()) {
      throw new CorruptImageException(source + ": VDI header: " + wrong.get());
    }
  }
}
