// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/**
 * One way to find the parent: [VHD1 "Parent Locator Entries"].
 *
 * <p>The space that is set aside for it is in sectors by the specification and in bytes in most
 * files, so it is not gone by; the length of the data is beyond doubt.
 *
 * @param code four characters: which platform's kind of path it is
 * @param length of the path in bytes
 * @param at where the path stands, in bytes of the file
 * @param entryAt where this entry stands
 */
record ParentLocator(String code, long length, long at, long entryAt) {
  static final int BYTES = 24;
  static final String RELATIVE = "W2ru";
  static final String ABSOLUTE = "W2ku";
  static final String MAC = "MacX";

  static ParentLocator of(ByteBuffer header, int entry, long headerAt) {
    byte[] four = new byte[4];
    header.get(entry, four);
    return new ParentLocator(
        new String(four, StandardCharsets.ISO_8859_1),
        Integer.toUnsignedLong(header.getInt(entry + 8)),
        header.getLong(entry + 16),
        headerAt + entry);
  }

  /** The path; empty for kinds that nobody writes any more. */
  Optional<String> path(Source source, Limits limits) throws IOException {
    if (!code.equals(RELATIVE) && !code.equals(ABSOLUTE) && !code.equals(MAC)) {
      return Optional.empty();
    }
    int bytes = limits.descriptor(source, "parent locator at " + entryAt, length);
    ByteBuffer text = Fields.read(source, "parent path", at, bytes, ByteOrder.BIG_ENDIAN);
    boolean url = code.equals(MAC);
    Charset charset = url ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
    String path = charset.decode(text).toString();
    int end = path.indexOf('\0');
    String whole = end < 0 ? path : path.substring(0, end);
    return Optional.of(url ? MacUrl.path(whole) : whole);
  }
}
