// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Printable;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * Decodes a DiskDescriptor.xml. Parallels writes UTF-8; an editor may have saved it otherwise. The XML
 * parser is given characters, since given bytes it would print what it cannot decode.
 */
final class XmlText {
  /** A declaration stands first, in letters that all encodings but UTF-16 have in common. */
  private static final Pattern DECLARATION =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private static final int DECLARATION_BYTES = 256;

  private XmlText() {}

  static String of(Source source, ByteBuffer bytes) throws ImageException {
    Charset charset = charset(source, bytes);
    try {
      String text = charset.newDecoder().decode(bytes).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException broken) {
      throw new CorruptImageException(source + ": is not " + charset);
    }
  }

  private static Charset charset(Source source, ByteBuffer bytes) throws ImageException {
    int first = bytes.remaining() < 2 ? 0 : Short.toUnsignedInt(bytes.getShort(0));
    if (first == 0xfeff || first == '<') {
      return StandardCharsets.UTF_16BE;
    }
    if (first == 0xfffe || first == '<' << Byte.SIZE) {
      return StandardCharsets.UTF_16LE;
    }
    ByteBuffer head = bytes.slice(0, Math.min(DECLARATION_BYTES, bytes.remaining()));
    Matcher declared =
        DECLARATION.matcher(StandardCharsets.ISO_8859_1.decode(head).toString());
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declared.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new UnsupportedImageException(
          source + ": encoding '" + Printable.of(declared.group(1)) + "' is not known here");
    }
  }
}
