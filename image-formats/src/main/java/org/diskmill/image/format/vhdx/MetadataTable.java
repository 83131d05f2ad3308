// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/** The items of the metadata region: [MS-VHDX 2.6.1]. */
final class MetadataTable {
  static final long SIGNATURE = 0x6174_6164_6174_656dL;
  static final int BYTES = 64 << 10;

  private static final int MOST_ENTRIES = 2047;
  private static final int USER = 1;
  private static final int REQUIRED = 4;

  private static final Set<UUID> KNOWN = Set.of(
      Guids.FILE_PARAMETERS,
      Guids.DISK_SIZE,
      Guids.DISK_ID,
      Guids.LOGICAL_SECTOR,
      Guids.PHYSICAL_SECTOR,
      Guids.PARENT_LOCATOR);

  private final Source source;
  private final RegionTable.Region region;
  private final List<Item> items;
  private final List<UUID> all;

  /** One item, whose place counts from the region's beginning. */
  private record Item(UUID id, long offset, long length, long entryAt) {}

  private MetadataTable(
      Source source, RegionTable.Region region, List<Item> items, List<UUID> all) {
    this.source = source;
    this.region = region;
    this.items = items;
    this.all = all;
  }

  static MetadataTable read(Source source, RegionTable.Region region) throws IOException {
    ByteBuffer b =
        Fields.read(source, "metadata table", region.at(), BYTES, ByteOrder.LITTLE_ENDIAN);
    int count = Short.toUnsignedInt(b.getShort(10));
    if (b.getLong(0) != SIGNATURE || count > MOST_ENTRIES) {
      throw new CorruptImageException(source
          + ": metadata table at "
          + region.at()
          + " has "
          + count
          + " entries, expected the signature 'metadata' and at most "
          + MOST_ENTRIES);
    }
    List<Item> items = new ArrayList<>();
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int entry = 32 + i * 32;
      Item item = new Item(
          Guids.get(b, entry),
          Integer.toUnsignedLong(b.getInt(entry + 16)),
          Integer.toUnsignedLong(b.getInt(entry + 20)),
          region.at() + entry);
      all.add(item.id);
      int flags = b.getInt(entry + 24);
      boolean known = (flags & USER) == 0 && KNOWN.contains(item.id);
      if (known) {
        items.add(item);
      } else if ((flags & REQUIRED) != 0) {
        throw new UnsupportedImageException(source
            + ": metadata entry at "
            + item.entryAt
            + " is for an item "
            + item.id
            + ", which is required but not known");
      }
    }
    requireUnique(source, items);
    requireApart(source, items);
    return new MetadataTable(source, region, items, List.copyOf(all));
  }

  /** Of two, nobody knows which one counts: [MS-VHDX 2.6.1.2]. */
  private static void requireUnique(Source source, List<Item> items) throws CorruptImageException {
    Set<UUID> seen = new HashSet<>();
    for (Item item : items) {
      if (!seen.add(item.id)) {
        throw new CorruptImageException(source + ": metadata entry at " + item.entryAt
            + " is for item " + item.id + ", as one before it is");
      }
    }
  }

  /** One whose place has changed would be read as the other: the size of a block as that of the disk. */
  private static void requireApart(Source source, List<Item> items) throws CorruptImageException {
    List<Item> inOrder =
        items.stream().sorted(Comparator.comparingLong(Item::offset)).toList();
    long end = 0;
    for (Item item : inOrder) {
      if (item.offset < end && item.length > 0) {
        throw new CorruptImageException(source + ": metadata entry at " + item.entryAt
            + " places an item at " + item.offset
            + " of the region, over another item that ends at "
            + end);
      }
      end = Math.max(end, item.offset + item.length);
    }
  }

  /** The bytes of an item that must be there and have that length. */
  ByteBuffer required(UUID id, String name, int length) throws IOException {
    return item(id, name, length)
        .orElseThrow(() -> new CorruptImageException(
            source + ": metadata table at " + region.at() + " has no " + name));
  }

  /** The bytes of an item that has that length. */
  Optional<ByteBuffer> item(UUID id, String name, int length) throws IOException {
    Optional<Item> item = find(id);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    if (item.get().length != length) {
      throw new CorruptImageException(source
          + ": metadata entry at "
          + item.get().entryAt
          + " gives the "
          + name
          + " "
          + item.get().length
          + " bytes, expected "
          + length);
    }
    return Optional.of(bytes(item.get(), name, length));
  }

  /** The bytes of an item that is a text of whatever length. */
  Optional<ByteBuffer> text(UUID id, String name, Limits limits) throws IOException {
    Optional<Item> item = find(id);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    int length = limits.descriptor(
        source, name + " of the metadata entry at " + item.get().entryAt, item.get().length);
    return Optional.of(bytes(item.get(), name, length));
  }

  /** The ids of all items, known or not, in their order. */
  List<UUID> ids() {
    return all;
  }

  boolean has(UUID id) {
    return find(id).isPresent();
  }

  /** Where an item stands in the file, for messages; the region's place if there is none. */
  long at(UUID id) {
    return region.at() + find(id).map(Item::offset).orElse(0L);
  }

  private Optional<Item> find(UUID id) {
    return items.stream().filter(one -> one.id.equals(id)).findFirst();
  }

  private ByteBuffer bytes(Item item, String name, int length) throws IOException {
    if (item.offset < BYTES || length > region.length() - item.offset) {
      throw new CorruptImageException(source
          + ": metadata entry at "
          + item.entryAt
          + " places the "
          + name
          + " at "
          + item.offset
          + " of the region, expected it behind the table and inside the region of "
          + region.length()
          + " bytes");
    }
    return Fields.read(source, name, region.at() + item.offset, length, ByteOrder.LITTLE_ENDIAN);
  }
}
