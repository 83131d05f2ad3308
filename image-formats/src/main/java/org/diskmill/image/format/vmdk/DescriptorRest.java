// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * What becomes of a text that has no end in the room it is said to have. Who stops there
 * leaves out extents if the text does go on. So we read on, for as long as there is
 * text, and refuse one that something else was written over.
 */
final class DescriptorRest {
  private static final int PIECE = 4096;

  private DescriptorRest() {}

  /** The whole text, of which {@code first} stands at {@code at} and has no NUL. */
  static ByteBuffer append(Source source, long at, ByteBuffer first, Limits limits, boolean lenient)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(first.array(), first.arrayOffset(), first.limit());
    boolean goesOn = true;
    for (long from = at + first.limit(); goesOn && from < source.size(); from += PIECE) {
      int length = (int) Math.min(PIECE, source.size() - from);
      byte[] piece = Fields.read(source, "descriptor", from, length, ByteOrder.LITTLE_ENDIAN)
          .array();
      int end = end(piece, length);
      if (end < length && piece[end] != 0) {
        if (!lenient) {
          requireWhole(source, at, first);
        }
        return first;
      }
      text.write(piece, 0, end);
      goesOn = end == length;
      limits.descriptor(source, "descriptor at " + at, text.size());
    }
    return ByteBuffer.wrap(text.toByteArray());
  }

  /** The first byte that is in no text. */
  private static int end(byte[] bytes, int length) {
    int end = 0;
    while (end < length
        && (bytes[end] >= ' ' || bytes[end] < 0 || "\t\r\n".indexOf(bytes[end]) >= 0)) {
      end++;
    }
    return end;
  }

  /** Nothing is lost with the end of a line about the machine. */
  private static void requireWhole(Source source, long at, ByteBuffer text)
      throws CorruptImageException {
    String latin = StandardCharsets.ISO_8859_1.decode(text.duplicate()).toString();
    if (latin.endsWith("\n") || latin.endsWith("\r")) {
      return;
    }
    List<String> lines = latin.lines().map(String::strip).toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).toLowerCase(Locale.ROOT);
    if (!last.isEmpty() && !last.startsWith("#") && !last.startsWith("ddb.")) {
      throw new CorruptImageException(source
          + ": descriptor at " + at + " ends inside a line after " + text.limit()
          + " bytes, all that is reserved for it, and is followed by something else than text;"
          + " it was written longer than its room, so its list of extents may be incomplete");
    }
  }
}
