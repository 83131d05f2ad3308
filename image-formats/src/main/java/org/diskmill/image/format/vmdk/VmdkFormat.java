// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.Layer;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/** VMDK: sparse extents of all kinds, and the text that joins extents to disks. */
public final class VmdkFormat implements DiskFormat {
  @Override
  public String name() {
    return "vmdk";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return new VmdkInspector().recognises(window);
  }

  /** What VirtualBox noted in the file. */
  @Override
  public Optional<UUID> id(Source source, Limits limits) throws IOException {
    return VmdkFile.read(source, limits, true).descriptor().ids().own();
  }

  @Override
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new VmdkInspector());
  }

  @Override
  public Optional<WriterFormat> writer() {
    return Optional.of(new VmdkWriterFormat());
  }

  @Override
  public Optional<FormatChecker> checker() {
    return Optional.of(new VmdkChecker());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    return new VmdkOpening(source, context).open();
  }
}
