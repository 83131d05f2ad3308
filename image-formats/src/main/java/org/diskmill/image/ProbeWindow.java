// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.diskmill.io.Source;

/**
 * What is looked at to recognise a file: its first 64 KiB, its last 4 KiB and its size.
 *
 * <p>Asking for bytes that are not there is no error: they are not equal to anything.
 *
 * @param head the first bytes
 * @param tail the last bytes
 * @param size of the file in bytes
 */
public record ProbeWindow(ByteBuffer head, ByteBuffer tail, long size) {
  public static final int HEAD_BYTES = 64 << 10;
  public static final int TAIL_BYTES = 4 << 10;

  /** Reads the window of a source. */
  public static ProbeWindow of(Source source) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD_BYTES, source.size()));
    source.readFully(0, head);
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(TAIL_BYTES, source.size()));
    source.readFully(source.size() - tail.capacity(), tail);
    return new ProbeWindow(
        head.flip().asReadOnlyBuffer(), tail.flip().asReadOnlyBuffer(), source.size());
  }

  /** Whether these characters (ISO 8859-1) stand at that place of the head. */
  public boolean headHas(int at, String characters) {
    return has(head, at, characters.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether these characters stand {@code back} bytes before the end of the file. */
  public boolean tailHas(int back, String characters) {
    return has(tail, tail.limit() - back, characters.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The big-endian 32-bit number at that place of the head, or -1 where the file is too short. */
  public long headInt(int at) {
    return at > head.limit() - Integer.BYTES ? -1 : Integer.toUnsignedLong(head.getInt(at));
  }

  private static boolean has(ByteBuffer bytes, int at, byte[] wanted) {
    return at >= 0
        && at <= bytes.limit() - wanted.length
        && bytes.slice(at, wanted.length).equals(ByteBuffer.wrap(wanted));
  }
}
