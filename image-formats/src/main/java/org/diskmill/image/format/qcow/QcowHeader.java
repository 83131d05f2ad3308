// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/**
 * The header: [QCOW QCowHeader].
 *
 * @param backingAt where the backing file's name stands, 0 for none
 * @param modified in seconds since 1970; QEMU notes none, 0
 * @param size of the disk in bytes
 * @param l2Bits an L2 table has {@code 1 << l2Bits} entries
 * @param encrypted with AES
 */
record QcowHeader(
    long backingAt, //      8
    int backingLength, //  16
    long modified, //      20
    long size, //          24
    int clusterBits, //    32
    int l2Bits, //         33
    boolean encrypted, //  36
    long l1At) { //        40

  static final long MAGIC = 0x514649fbL;
  static final int VERSION = 1;
  static final int BYTES = 48;

  private static final int MOST_NAME_BYTES = 1023;

  static QcowHeader read(Source source, Limits limits) throws IOException {
    if (source.size() < BYTES) {
      throw new CorruptImageException(source + ": header at 0: the file has " + source.size()
          + " bytes, expected at least " + BYTES);
    }
    ByteBuffer b = ByteBuffer.allocate(BYTES);
    source.readFully(0, b);
    if (Integer.toUnsignedLong(b.getInt(0)) != MAGIC) {
      throw new CorruptImageException(
          source + ": magic at 0 is " + Integer.toHexString(b.getInt(0)) + ", expected 514649fb");
    }
    if (b.getInt(4) != VERSION) {
      throw new UnsupportedImageException(
          source + ": version at 4 is " + Integer.toUnsignedString(b.getInt(4)) + ", expected 1");
    }
    between(source, "cluster_bits", b.get(32), 32, 9, 16);
    between(source, "l2_bits", b.get(33), 33, 6, 13);
    between(source, "crypt_method", b.getInt(36), 36, 0, 1);
    QcowHeader header = new QcowHeader(
        b.getLong(8),
        b.getInt(16),
        Integer.toUnsignedLong(b.getInt(20)),
        limits.disk(source, b.getLong(24), 24),
        b.get(32),
        b.get(33),
        b.getInt(36) == 1,
        b.getLong(40));
    header.check(source, limits);
    return header;
  }

  private static void between(Source source, String what, int found, int at, int least, int most)
      throws CorruptImageException {
    if (found < least || found > most) {
      throw new CorruptImageException(source + ": " + what + " at " + at + " is "
          + Integer.toUnsignedString(found) + ", expected " + least + " to " + most);
    }
  }

  private void check(Source source, Limits limits) throws IOException {
    long bytes = limits.metadata(source, "L1 table at " + l1At, l1Entries() * Long.BYTES);
    if (l1At < 0 || l1At > source.size() || bytes > source.size() - l1At) {
      throw new CorruptImageException(source + ": l1_table_offset at 40 is "
          + Long.toUnsignedString(l1At) + ", expected a place with " + bytes
          + " bytes before the end of the file at " + source.size());
    }
    if (backingAt == 0) {
      return;
    }
    between(source, "backing_file_size", backingLength, 16, 0, MOST_NAME_BYTES);
    if (backingAt < 0 || backingAt > source.size() - backingLength) {
      throw new CorruptImageException(source + ": backing_file_offset at 8 is "
          + Long.toUnsignedString(backingAt) + ", expected a place with " + backingLength
          + " bytes before the end of the file at " + source.size());
    }
  }

  int clusterBytes() {
    return 1 << clusterBits;
  }

  int l2Entries() {
    return 1 << l2Bits;
  }

  /** How many guest bytes one L2 table maps. */
  long mappedByTable() {
    return 1L << clusterBits + l2Bits;
  }

  long l1Entries() {
    return size / mappedByTable() + (size % mappedByTable() == 0 ? 0 : 1);
  }
}
