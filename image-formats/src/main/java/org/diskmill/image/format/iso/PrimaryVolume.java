// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A primary volume descriptor: [ECMA-119 8.4]. Numbers stand in it twice, in both byte orders. */
record PrimaryVolume(VolumeDescriptor descriptor) {
  private static final int DATE_CHARACTERS = 16;

  private static final List<Text> TEXTS = List.of(
      new Text("volume-id", 40, 32),
      new Text("system-id", 8, 32),
      new Text("volume-set-id", 190, 128),
      new Text("publisher-id", 318, 128),
      new Text("data-preparer-id", 446, 128),
      new Text("application-id", 574, 128),
      new Text("copyright-file-id", 702, 37),
      new Text("abstract-file-id", 739, 37),
      new Text("bibliographic-file-id", 776, 37));

  private static final List<Text> DATES = List.of(
      new Text("created", 813, DATE_CHARACTERS),
      new Text("modified", 830, DATE_CHARACTERS),
      new Text("expires", 847, DATE_CHARACTERS),
      new Text("effective", 864, DATE_CHARACTERS));

  private static final int BLOCKS = 80;
  private static final int SET_SIZE = 120;
  private static final int SEQUENCE = 124;
  private static final int BLOCK_BYTES = 128;
  private static final int PATH_TABLE_BYTES = 132;
  private static final int ZONE_SECONDS = 15 * 60;

  /** Of the volume, in blocks. */
  long blocks() {
    return Integer.toUnsignedLong(descriptor.bytes().getInt(BLOCKS));
  }

  /** The size of a block in bytes. */
  int blockBytes() {
    return Short.toUnsignedInt(descriptor.bytes().getShort(BLOCK_BYTES));
  }

  /** Of the volume, in bytes. */
  long bytes() {
    return blocks() * blockBytes();
  }

  /** The names that are not empty, in the order to show them. */
  void texts(Map<String, Object> details) {
    for (Text one : TEXTS) {
      String text = descriptor.text(one.at, one.length);
      if (!text.isEmpty()) {
        details.put(one.name, text);
      }
    }
  }

  /** The dates that are given. */
  void dates(Map<String, Object> details) {
    for (Text one : DATES) {
      date(one.at).ifPresent(date -> details.put(one.name, date.toString()));
    }
  }

  /** Of most discs there is one, and nothing to tell. */
  void set(Map<String, Object> details) {
    int size = Short.toUnsignedInt(descriptor.bytes().getShort(SET_SIZE));
    if (size > 1) {
      details.put("volume-set-size", (long) size);
      details.put("volume-sequence-number", (long)
          Short.toUnsignedInt(descriptor.bytes().getShort(SEQUENCE)));
    }
  }

  /** [ECMA-119 8.4.26.1]: digits, and the zone in quarters of an hour; all zeros for none. */
  private Optional<OffsetDateTime> date(int at) {
    String digits = descriptor.text(at, DATE_CHARACTERS);
    if (digits.length() != DATE_CHARACTERS || !digits.chars().allMatch(PrimaryVolume::digit)) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.of(
          Integer.parseInt(digits, 0, 4, 10),
          Integer.parseInt(digits, 4, 6, 10),
          Integer.parseInt(digits, 6, 8, 10),
          Integer.parseInt(digits, 8, 10, 10),
          Integer.parseInt(digits, 10, 12, 10),
          Integer.parseInt(digits, 12, 14, 10),
          Integer.parseInt(digits, 14, 16, 10) * 10_000_000,
          ZoneOffset.ofTotalSeconds(descriptor.bytes().get(at + DATE_CHARACTERS) * ZONE_SECONDS)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static boolean digit(int character) {
    return character >= '0' && character <= '9';
  }

  /** Which number has another value in its other byte order, in words. */
  Optional<String> contradiction() {
    for (int at : new int[] {BLOCKS, PATH_TABLE_BYTES}) {
      long little = Integer.toUnsignedLong(descriptor.bytes().getInt(at));
      long big = Integer.toUnsignedLong(Integer.reverseBytes(descriptor.bytes().getInt(at + 4)));
      if (little != big) {
        return Optional.of(twice(at, little, big));
      }
    }
    int little = blockBytes();
    int big = Short.toUnsignedInt(
        descriptor.bytes().duplicate().order(ByteOrder.BIG_ENDIAN).getShort(BLOCK_BYTES + 2));
    return little == big ? Optional.empty() : Optional.of(twice(BLOCK_BYTES, little, big));
  }

  private static String twice(int at, long little, long big) {
    String name = switch (at) {
      case BLOCKS -> "volume space size";
      case BLOCK_BYTES -> "block size";
      default -> "path table size";
    };
    return name + " at " + at + " is " + little + " in one byte order and " + big + " in the other";
  }

  /** A field of characters, and where it is. */
  private record Text(String name, int at, int length) {}
}
