// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.inspect.Fields;
import org.diskmill.io.Source;

/** A log, whose end is followed by its beginning: [MS-VHDX 2.3]. Used by one thread at a time. */
final class LogBytes {
  static final int SECTOR = 4096;

  private static final long ALIGNMENT = 1 << 20;

  /** An honest log needs no more than its own length; entries that overlap need it again each. */
  private static final int CHECKED_TIMES = 16;

  private final Source source;
  private final ByteBuffer bytes;
  private long mayCheck;

  private LogBytes(Source source, ByteBuffer bytes) {
    this.source = source;
    this.bytes = bytes;
    this.mayCheck = (long) bytes.limit() * CHECKED_TIMES;
  }

  static LogBytes read(Source source, VhdxHeader header, Limits limits) throws IOException {
    if (header.logAt() < ALIGNMENT
        || header.logAt() % ALIGNMENT != 0
        || header.logBytes() == 0
        || header.logBytes() % ALIGNMENT != 0) {
      throw new CorruptImageException(source
          + ": header at "
          + header.at()
          + " places the log at "
          + header.logAt()
          + " for "
          + header.logBytes()
          + " bytes, expected whole MiB");
    }
    int length = limits.metadata(source, "log at " + header.logAt(), header.logBytes());
    return new LogBytes(
        source, Fields.read(source, "log", header.logAt(), length, ByteOrder.LITTLE_ENDIAN));
  }

  int length() {
    return bytes.limit();
  }

  /** No number straddles the log's end, as all are aligned to their own size. */
  int getInt(int at) {
    return bytes.getInt(at % length());
  }

  long getLong(int at) {
    return bytes.getLong(at % length());
  }

  UUID getGuid(int at) {
    return Guids.get(bytes, at % length());
  }

  /** The checksum of what lies there. */
  int checksum(int at, int count) throws CorruptImageException {
    mayCheck -= count;
    if (mayCheck < 0) {
      throw new CorruptImageException(source + ": log has entries that overlap again and again");
    }
    int first = Math.min(count, length() - at);
    return Crc.of(bytes.slice(at, first), bytes.slice(0, count - first));
  }

  /** The bytes of a page: of its own sector, but for the first 8 and the last 4. */
  ByteBuffer page(int dataAt, long leading, int trailing) {
    ByteBuffer page = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    page.put(0, bytes, dataAt % length(), SECTOR);
    page.putLong(0, leading).putInt(SECTOR - Integer.BYTES, trailing);
    return page;
  }
}
