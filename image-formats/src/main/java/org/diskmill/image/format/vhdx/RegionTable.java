// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * Where a file's parts are: [MS-VHDX 2.2.3]. There are two copies, and the second is gone by when the
 * first is damaged.
 *
 * @param at where the copy that is gone by stands
 */
record RegionTable(long at, List<Region> regions) {
  static final int SIGNATURE = 0x69676572;
  static final int BYTES = 64 << 10;
  static final int MOST_ENTRIES = 2047;
  static final long FIRST = 192 << 10;
  static final long SECOND = 256 << 10;

  private static final long ALIGNMENT = 1 << 20;

  /** One part of the file, in bytes. */
  record Region(UUID kind, long at, long length, boolean required, long entryAt) {}

  static RegionTable read(Source source) throws IOException {
    Optional<RegionTable> first = valid(source, FIRST);
    RegionTable table = (first.isPresent() ? first : valid(source, SECOND))
        .orElseThrow(() -> new CorruptImageException(source
            + ": neither region table, at "
            + FIRST
            + " and at "
            + SECOND
            + ", has the signature 'regi' and a right checksum"));
    for (Region region : table.regions) {
      boolean known = region.kind.equals(Guids.BAT) || region.kind.equals(Guids.METADATA);
      if (region.required && !known) {
        throw new UnsupportedImageException(source
            + ": region table entry at "
            + region.entryAt
            + " is for a region "
            + region.kind
            + ", which is required but not known");
      }
    }
    return table;
  }

  /** A copy whose signature and checksum are right. */
  static Optional<RegionTable> valid(Source source, long at) throws IOException {
    if (source.size() < at + BYTES) {
      return Optional.empty();
    }
    ByteBuffer b = Fields.read(source, "region table", at, BYTES, ByteOrder.LITTLE_ENDIAN);
    long count = Integer.toUnsignedLong(b.getInt(8));
    if (b.getInt(0) != SIGNATURE || count > MOST_ENTRIES || b.getInt(Crc.FIELD) != Crc.of(b)) {
      return Optional.empty();
    }
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int entry = 16 + i * 32;
      regions.add(new Region(
          Guids.get(b, entry),
          b.getLong(entry + 16),
          Integer.toUnsignedLong(b.getInt(entry + 24)),
          (b.getInt(entry + 28) & 1) != 0,
          at + entry));
    }
    return Optional.of(new RegionTable(at, List.copyOf(regions)));
  }

  /** Whether both copies list the same regions. */
  boolean saysTheSameAs(RegionTable other) {
    if (regions.size() != other.regions.size()) {
      return false;
    }
    for (int i = 0; i < regions.size(); i++) {
      Region a = regions.get(i);
      Region b = other.regions.get(i);
      if (!a.kind.equals(b.kind) || a.at != b.at || a.length != b.length) {
        return false;
      }
    }
    return true;
  }

  /** The only region of that kind, which lies inside the file. */
  Region of(UUID kind, String name, Source source) throws CorruptImageException {
    List<Region> found = regions.stream().filter(one -> one.kind.equals(kind)).toList();
    if (found.size() != 1) {
      throw new CorruptImageException(source + ": region table at " + at + " has "
          + (found.isEmpty() ? "no entry" : found.size() + " entries, expected one,") + " for the "
          + name);
    }
    Region region = found.get(0);
    if (region.at < ALIGNMENT
        || region.at % ALIGNMENT != 0
        || region.at > source.size()
        || region.length > source.size() - region.at) {
      throw new CorruptImageException(source
          + ": region table entry at "
          + region.entryAt
          + " places the "
          + name
          + " at "
          + region.at
          + " for "
          + region.length
          + " bytes, expected whole MiB inside the file of "
          + source.size()
          + " bytes");
    }
    return region;
  }
}
