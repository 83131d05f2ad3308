// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.diskmill.image.Printable;
import org.diskmill.image.check.Finding.Kind;
import org.diskmill.image.check.Finding.Severity;
import org.diskmill.image.check.Findings;

/**
 * What entries of the bitmap directory must say: [QCOW2 "Bitmap directory"]. QEMU opens no image in which one
 * says something else, however sound the disk is.
 */
final class BitmapEntryCheck {
  private static final int EXTRA_DATA_COMPATIBLE = 1 << 2;
  private static final int LONGEST_NAME = 1023;
  private static final int RESERVED =
      ~(BitmapDirectory.IN_USE | BitmapDirectory.AUTO | EXTRA_DATA_COMPATIBLE);

  private final Qcow2Header header;
  private final Findings findings;
  private final Set<String> names = new HashSet<>();
  private boolean sound = true;

  BitmapEntryCheck(Qcow2Header header, Findings findings) {
    this.header = header;
    this.findings = findings;
  }

  /**
   * Looks at one entry.
   *
   * @param entry its fixed part
   * @param at where that is in the file
   */
  void fields(ByteBuffer entry, long at) {
    int flags = entry.getInt(12);
    if ((flags & RESERVED) != 0) {
      wrong(
          Kind.VALUE, at + 12, "flags", Integer.toHexString(flags), "no bits but the lowest three");
    }
    int type = Byte.toUnsignedInt(entry.get(16));
    if (type != BitmapDirectory.DIRTY_TRACKING) {
      wrong(Kind.VALUE, at + 16, "type", Integer.toString(type), "1 (dirty tracking)");
    }
    int bits = Byte.toUnsignedInt(entry.get(17));
    if (bits < BitmapDirectory.LEAST_GRANULARITY_BITS
        || bits > BitmapDirectory.MOST_GRANULARITY_BITS) {
      wrong(Kind.VALUE, at + 17, "granularity_bits", Integer.toString(bits), "9 to 31");
    } else if ((flags & BitmapDirectory.IN_USE) == 0) {
      // One in use may be left from before the disk was resized; nobody reads what it says.
      size(Integer.toUnsignedLong(entry.getInt(8)), bits, at);
    }
  }

  private void size(long entries, int granularityBits, long at) {
    long needed = BitmapDirectory.tableEntries(header, granularityBits);
    if (entries != needed) {
      wrong(
          Kind.CONTRADICTION,
          at + 8,
          "bitmap_table_size",
          Long.toString(entries),
          needed + " for a disk of " + header.size() + " bytes");
    }
  }

  /** Looks at the name of the entry at that place. */
  void name(ByteBuffer name, long at) {
    if (!name.hasRemaining() || name.remaining() > LONGEST_NAME) {
      wrong(
          Kind.VALUE,
          at + 18,
          "name_size",
          Integer.toString(name.remaining()),
          "1 to " + LONGEST_NAME);
      return;
    }
    String text = StandardCharsets.UTF_8.decode(name).toString();
    if (!names.add(text)) {
      findings.add(
          Kind.VALUE,
          Severity.CORRUPTION,
          at,
          "bitmap at " + at + " has the name '" + Printable.of(text) + "', as another has");
    }
  }

  /** Whether all fields so far said what they must: else the room that entries take may be wrong too. */
  boolean sound() {
    return sound;
  }

  private void wrong(Kind kind, long at, String field, String found, String expected) {
    sound = false;
    findings.add(
        kind,
        Severity.CORRUPTION,
        at,
        field + " of a bitmap at " + at + " is " + found + ", expected " + expected);
  }
}
