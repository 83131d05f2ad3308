// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Printable;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.bitmap.DirtyRanges;
import org.diskmill.io.Source;

/** One persistent bitmap: [QCOW2 "Bitmaps"]. */
final class StoredBitmap implements DirtyBitmap {
  private final Source source;
  private final Qcow2Header header;
  private final BitmapDirectory.Entry entry;

  StoredBitmap(Source source, Qcow2Header header, BitmapDirectory.Entry entry) {
    this.source = source;
    this.header = header;
    this.entry = entry;
  }

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public long granularity() {
    return 1L << entry.granularityBits();
  }

  @Override
  public boolean consistent() {
    return (entry.flags() & BitmapDirectory.IN_USE) == 0;
  }

  @Override
  public boolean recording() {
    return (entry.flags() & BitmapDirectory.AUTO) != 0;
  }

  @Override
  public DirtyRanges ranges() throws CorruptImageException {
    if (!consistent()) {
      throw new CorruptImageException(source + ": bitmap '" + Printable.of(name())
          + "' is marked as in use, so what it says cannot be relied on");
    }
    long bytes = entry.tableEntries() * Long.BYTES;
    long needed = BitmapDirectory.tableEntries(header, entry.granularityBits());
    long at = entry.tableAt();
    if (entry.tableEntries() < needed
        || at < 0
        || at % header.clusterBytes() != 0
        || at > source.size()
        || bytes > source.size() - at) {
      throw new CorruptImageException(source + ": table of bitmap '" + Printable.of(name())
          + "' at " + at + " has " + entry.tableEntries() + " entries, expected " + needed
          + " in whole clusters before the end of the file at " + source.size());
    }
    return new StoredRanges(source, header, entry);
  }

  /** In the words of {@code qemu-img info}. */
  Map<String, Object> described() {
    List<String> flags = new ArrayList<>();
    if (!consistent()) {
      flags.add("in-use");
    }
    if (recording()) {
      flags.add("auto");
    }
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("flags", flags);
    described.put("name", name());
    described.put("granularity", granularity());
    return described;
  }
}
