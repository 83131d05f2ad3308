// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.Reference;
import org.diskmill.image.format.FileNames;
import org.diskmill.io.Source;

/** Reads qcow, version 1. */
public final class QcowFormat implements DiskFormat {
  @Override
  public String name() {
    return "qcow";
  }

  /** Later versions have the same magic and another layout. */
  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headInt(0) == QcowHeader.MAGIC && window.headInt(4) == QcowHeader.VERSION;
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    QcowHeader header = QcowHeader.read(source, context.limits());
    ImageInfo info = QcowDescription.of(source, header);
    ByteBuffer l1 = ByteBuffer.allocate((int) (header.l1Entries() * Long.BYTES));
    source.readFully(header.l1At(), l1);
    LongBuffer entries = l1.flip().asLongBuffer().asReadOnlyBuffer();
    requireTables(source, header, entries);
    QcowData data = QcowData.open(source, header, context);
    Optional<Reference> base = info.base();
    Optional<Layer> below =
        base.isPresent() ? Optional.of(FileNames.of(base.get()).follow(context)) : Optional.empty();
    return new QcowLayer(source, header, entries, data, info, below);
  }

  /** No disk has a table twice; a small file that says otherwise would take years to walk. */
  private static void requireTables(Source source, QcowHeader header, LongBuffer l1)
      throws CorruptImageException {
    long tables = 0;
    for (int i = 0; i < l1.limit(); i++) {
      tables += l1.get(i) == 0 ? 0 : 1;
    }
    long most = source.size() / (header.l2Entries() * (long) Long.BYTES);
    if (tables > most) {
      throw new CorruptImageException(source + ": L1 table at " + header.l1At() + " points to "
          + tables + " tables, but the file has no room for more than "
          + most + ": some are there twice");
    }
  }
}
