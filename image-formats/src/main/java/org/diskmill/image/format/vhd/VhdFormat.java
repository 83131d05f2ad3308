// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** VHD: fixed, dynamic and differencing. */
public final class VhdFormat implements DiskFormat {
  @Override
  public String name() {
    return "vhd";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new VhdInspector().recognises(window);
  }

  /** As VirtualBox spells it. */
  @Override
  public Optional<UUID> id(Source source, Limits limits) throws IOException {
    return Optional.of(VirtualBoxNumber.of(new FooterSearch(source).best(true).uuid()));
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new VhdInspector());
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new VhdWriterFormat());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new VhdChecker());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    VhdFooter footer = new FooterSearch(source).best(context.lenient());
    context.limits().disk(source, footer.diskBytes(), footer.at() + 48);
    return switch (footer.type()) {
      case VhdFooter.FIXED ->
        new FixedLayer(
            source, new VhdDescription(source, footer, Optional.empty(), Optional.empty()));
      case VhdFooter.DYNAMIC, VhdFooter.DIFFERENCING -> blocks(source, footer, context);
      default ->
        throw new UnsupportedImageException(source
            + ": type of the disk at "
            + (footer.at() + 60)
            + " is "
            + footer.type()
            + ", expected 2 (fixed), 3 (dynamic) or 4 (differencing)");
    };
  }

  private static Layer blocks(Source source, VhdFooter footer, OpenContext context)
      throws IOException {
    DynamicHeader header = DynamicHeader.read(source, footer, context.lenient());
    Optional<VhdParent> parent = Optional.empty();
    Optional<Layer> below = Optional.empty();
    if (footer.type() == VhdFooter.DIFFERENCING) {
      parent = Optional.of(VhdParent.read(source, header, context.limits()));
      below = Optional.of(parent.get().follow(source, context));
    }
    VhdDescription description = new VhdDescription(source, footer, Optional.of(header), parent);
    BlockTable table = context.lenient()
        ? BlockTable.any(source, footer, header)
        : BlockTable.apart(source, footer, header);
    return new BlockLayer(source, description, header, table, context.lenient(), below);
  }
}
