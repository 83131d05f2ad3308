// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Layer;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenContext;
import org.diskmill.image.Printable;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.FileNames;
import org.diskmill.io.Source;

/**
 * What a differencing disk says of its parent: [MS-VHDX 2.6.2.6].
 *
 * @param at where it says so, in bytes of the file
 * @param entries by their keys, as they are spelled
 * @param names the ways to ask for it
 */
record VhdxParent(long at, Map<String, String> entries, FileNames names) {
  private static final String LINKAGE = "parent_linkage";
  private static final int HEAD = 20;
  private static final int ENTRY = 12;
  private static final int MOST_TEXT = 1 << 20;

  static VhdxParent read(Source source, MetadataTable table, Limits limits) throws IOException {
    long at = table.at(Guids.PARENT_LOCATOR);
    ByteBuffer b = table
        .text(Guids.PARENT_LOCATOR, "parent locator", limits)
        .orElseThrow(() -> new CorruptImageException(
            source + ": is a differencing disk, but has no parent locator"));
    int count = b.limit() < HEAD ? 0 : Short.toUnsignedInt(b.getShort(18));
    int needed = HEAD + count * ENTRY;
    if (b.limit() < needed) {
      throw new CorruptImageException(source
          + ": parent locator at "
          + at
          + " has "
          + b.limit()
          + " bytes, expected at least "
          + needed
          + " for its "
          + count
          + " entries");
    }
    if (!Guids.get(b, 0).equals(Guids.VHDX_LOCATOR)) {
      throw new UnsupportedImageException(source
          + ": parent locator at "
          + at
          + " is of the type "
          + Guids.get(b, 0)
          + ", expected "
          + Guids.VHDX_LOCATOR);
    }
    Map<String, String> entries = new LinkedHashMap<>();
    long texts = 0;
    for (int i = 0; i < count; i++) {
      int entry = HEAD + i * ENTRY;
      texts += Short.toUnsignedInt(b.getShort(entry + 8));
      texts += Short.toUnsignedInt(b.getShort(entry + 10));
      // Texts may lie one over the other, so that few bytes could be many of them.
      if (texts > MOST_TEXT) {
        throw new CorruptImageException(source
            + ": parent locator at "
            + at
            + " has keys and values of more than "
            + MOST_TEXT
            + " bytes in its "
            + count
            + " entries, expected a few paths");
      }
      String key = text(source, at, b, b.getInt(entry), b.getShort(entry + 8));
      entries.putIfAbsent(key, text(source, at, b, b.getInt(entry + 4), b.getShort(entry + 10)));
    }
    FileNames names = FileNames.parent(
        List.of(
            entries.getOrDefault("relative_path", ""),
            entries.getOrDefault("volume_path", ""),
            entries.getOrDefault("absolute_win32_path", "")),
        "vhdx");
    if (names.first().isEmpty() || !entries.containsKey(LINKAGE)) {
      throw new CorruptImageException(source
          + ": parent locator at "
          + at
          + " has the entries "
          + Printable.of(entries.keySet().toString())
          + ", expected parent_linkage and a path");
    }
    return new VhdxParent(at, entries, names);
  }

  /** Opens it, and refuses a file that has changed since the differences were taken. */
  Layer follow(Source source, OpenContext context) throws IOException {
    Layer layer = names.follow(context);
    if (layer instanceof VhdxLayer parent && !context.lenient() && !isOf(parent)) {
      throw new CorruptImageException(source
          + ": parent locator at "
          + at
          + " is for the data "
          + Printable.of(entries.getOrDefault(LINKAGE, ""))
          + ", but "
          + layer
          + " holds "
          + parent.header().dataWriteGuid()
          + ": it is another disk, or was written to; give the right parent, or open it"
          + " leniently");
    }
    return layer;
  }

  private boolean isOf(VhdxLayer parent) {
    String wanted = parent.header().dataWriteGuid().toString();
    return wanted.equals(linkage(LINKAGE)) || wanted.equals(linkage("parent_linkage2"));
  }

  /** With braces by the specification, and without by some writers. */
  private String linkage(String key) {
    String text = entries.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
    return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
  }

  private static String text(Source source, long at, ByteBuffer b, int offset, short length)
      throws CorruptImageException {
    int bytes = Short.toUnsignedInt(length);
    if (offset < 0 || offset > b.limit() - bytes) {
      throw new CorruptImageException(source
          + ": parent locator at "
          + at
          + " has a text at "
          + Integer.toUnsignedString(offset)
          + " of "
          + bytes
          + " bytes, expected it inside the locator's "
          + b.limit()
          + " bytes");
    }
    String text = StandardCharsets.UTF_16LE.decode(b.slice(offset, bytes)).toString();
    // They are not terminated by the specification; some writers do.
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
