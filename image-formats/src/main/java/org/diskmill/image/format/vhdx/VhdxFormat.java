// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** VHDX: fixed, dynamic and differencing, as it is after its log. */
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
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new VhdxInspector());
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new VhdxWriterFormat());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new VhdxChecker());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    VhdxFile file = VhdxFile.open(source, context.limits(), context.lenient());
    Optional<String> wrong = file.description().metadata().contradiction();
    if (wrong.isPresent() && !context.lenient()) {
      throw new CorruptImageException(source + ": " + wrong.get());
    }
    Optional<Layer> below = Optional.empty();
    Optional<VhdxParent> parent = file.description().metadata().parent();
    if (parent.isPresent()) {
      below = Optional.of(parent.get().follow(source, context));
    }
    return new VhdxLayer(
        file.replayed(), file.description(), file.table(), context.lenient(), below);
  }
}
