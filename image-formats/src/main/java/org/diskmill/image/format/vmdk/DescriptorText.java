// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.diskmill.image.Limits;
import org.diskmill.image.Printable;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/** Reads a descriptor's characters, in whatever encoding the text says it has. */
final class DescriptorText {
  private static final String ENCODING = "encoding";
  private static final String MARK_BYTES = "\u00ef\u00bb\u00bf";
  private static final String TITLE = "#diskdescriptorfile";

  private static final Pattern VERSION = Pattern.compile("(?i)version\\s*=\\s*[1-3]");

  private DescriptorText() {}

  /**
   * Whether text, of which this is the beginning, is a descriptor: VMware's begin with a title, and
   * QEMU knows others by the first line that is no comment.
   */
  static boolean begins(String text) {
    // Windows' editors put a mark in front; in a probe its bytes are not decoded.
    String marked = text.startsWith(MARK_BYTES) ? text.substring(MARK_BYTES.length()) : text;
    String bare = marked.startsWith("\ufeff") ? marked.substring(1) : marked;
    Iterator<String> lines = bare.lines().map(String::strip).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (!line.isEmpty() && !line.startsWith("#")) {
        return VERSION.matcher(line).matches();
      }
      if (line.replaceAll("\\s", "").equalsIgnoreCase(TITLE)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The text at a place in a file, up to the first NUL.
   *
   * @param length the room that it is said to have, in bytes; a text may go on behind it
   * @param lenient whether a text that breaks off is taken as it is
   */
  static String read(Source source, long at, long length, Limits limits, boolean lenient)
      throws IOException {
    int allowed = limits.descriptor(source, "descriptor at " + at, length);
    ByteBuffer bytes = Fields.read(source, "descriptor", at, allowed, ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    String latin = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    String text = latin.substring(0, end);
    if (end < allowed && (end == 0 || begins(text)) && !lenient) {
      HiddenLines.refuse(source, at, text, latin.substring(end));
    }
    boolean goesOn = end == allowed && begins(text);
    return decoded(
        source,
        goesOn ? DescriptorRest.append(source, at, bytes, limits, lenient) : bytes.limit(end));
  }

  private static String decoded(Source source, ByteBuffer bytes) throws UnsupportedImageException {
    String latin = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    if (latin.chars().allMatch(c -> c < 0x80)) {
      return latin;
    }
    Optional<String> stated = latin
        .lines()
        .map(String::strip)
        .filter(line -> line.regionMatches(true, 0, ENCODING, 0, ENCODING.length()))
        .findFirst()
        .map(line -> line.substring(ENCODING.length()).replaceAll("[=\"\\s]", ""));
    if (stated.isPresent()) {
      return charset(stated.get())
          .map(charset -> charset.decode(bytes.duplicate()).toString())
          .orElseThrow(() -> new UnsupportedImageException(source + ": descriptor: encoding '"
              + Printable.of(stated.get()) + "' is not known here"));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException older) {
      return latin;
    }
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException notByThatName) {
      return name.regionMatches(true, 0, "windows-", 0, "windows-".length())
          ? codePage(name.substring("windows-".length()))
          : Optional.empty();
    }
  }

  /** VMware writes {@code windows-936} for what is otherwise called {@code MS936}. */
  private static Optional<Charset> codePage(String number) {
    try {
      return Optional.of(Charset.forName("MS" + number));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException notKnown) {
      return Optional.empty();
    }
  }
}
