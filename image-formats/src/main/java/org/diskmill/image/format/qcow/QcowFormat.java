// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Layer;
import org.diskmill.image.OpenContext;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.Reference;
import org.diskmill.image.format.FileNames;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** Version 1 of qcow. */
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
  public Optional<SafetyInspector> inspector() {
    return Optional.of(new QcowInspector());
  }

  @Override
  public Layer open(Source source, OpenContext context) throws IOException {
    QcowHeader header = QcowHeader.read(source, context.limits());
    ImageInfo info = QcowDescription.of(source, header);
    ByteBuffer l1 = ByteBuffer.allocate((int) (header.l1Entries() * Long.BYTES));
    source.readFully(header.l1At(), l1);
    LongBuffer entries = l1.flip().asLongBuffer().asReadOnlyBuffer();
    requireRoom(source, header, entries);
    Optional<QcowClusters> apart = Optional.empty();
    if (!context.lenient()) {
      requireTablesApart(source, header, entries);
      apart = Optional.of(new QcowClusters(header));
    }
    QcowTables tables = new QcowTables(source, header, apart);
    QcowData data = QcowData.open(source, header, context);
    Optional<Reference> base = info.base();
    Optional<Layer> below =
        base.isPresent() ? Optional.of(FileNames.of(base.get()).follow(context)) : Optional.empty();
    return new QcowLayer(source, header, entries, tables, data, info, below);
  }

  /** A small file that says of few tables that they are millions would take years to walk. */
  private static void requireRoom(Source source, QcowHeader header, LongBuffer l1)
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

  /** No disk has a table twice. */
  private static void requireTablesApart(Source source, QcowHeader header, LongBuffer l1)
      throws CorruptImageException {
    long[] places = new long[l1.limit()];
    l1.get(0, places);
    Arrays.sort(places);
    for (int i = 1; i < places.length; i++) {
      // What lies outside the file is found when it is asked for.
      if (places[i - 1] > 0
          && places[i] < source.size()
          && places[i] - places[i - 1] < header.l2Entries() * (long) Long.BYTES) {
        throw new CorruptImageException(source + ": L1 table at " + header.l1At()
            + " points to tables at " + places[i - 1] + " and " + places[i]
            + ", which are in one place");
      }
    }
  }
}
