// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One of a file's two headers: [MS-VHDX 2.2.2].
 *
 * @param at where it stands in the file, in bytes
 * @param sequence unsigned; the header with the greater one counts
 * @param fileWriteGuid changes when the file does
 * @param dataWriteGuid changes when what the guest sees does; a child knows its parent by it
 * @param logGuid zero when there is nothing in the log
 * @param logAt where the log is, in bytes
 * @param logBytes unsigned 32 bits
 */
record VhdxHeader(
    long at,
    long sequence,
    UUID fileWriteGuid,
    UUID dataWriteGuid,
    UUID logGuid,
    int logVersion,
    int version,
    long logAt,
    long logBytes) {
  static final int SIGNATURE = 0x64616568;
  static final int BYTES = 4096;
  static final long FIRST = 64 << 10;
  static final long SECOND = 128 << 10;

  /** Takes a header apart whose signature and checksum are right. */
  static VhdxHeader of(ByteBuffer b, long at) {
    return new VhdxHeader(
        at,
        b.getLong(8),
        Guids.get(b, 16),
        Guids.get(b, 32),
        Guids.get(b, 48),
        Short.toUnsignedInt(b.getShort(64)),
        Short.toUnsignedInt(b.getShort(66)),
        b.getLong(72),
        Integer.toUnsignedLong(b.getInt(68)));
  }

  boolean logInUse() {
    return !logGuid.equals(Guids.NONE);
  }

  /** Whether both say the same, wherever they stand. */
  boolean agreesWith(VhdxHeader other) {
    return other.equals(new VhdxHeader(
        other.at,
        sequence,
        fileWriteGuid,
        dataWriteGuid,
        logGuid,
        logVersion,
        version,
        logAt,
        logBytes));
  }
}
