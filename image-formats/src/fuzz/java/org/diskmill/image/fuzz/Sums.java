// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Makes checksums right again after changes: a fuzzer does not get past them by itself. */
final class Sums {
  private static final int LOG_SIGNATURE = 0x65676f6c;
  private static final int LOG_STEP = 4096;
  private static final int VHD_SUM_IN_FOOTER = 64;
  private static final int VHD_SUM_IN_HEADER = 36;

  private Sums() {}

  /** Of both headers, both region tables and all log entries between two places. */
  static void ofVhdx(byte[] file, int logFrom, int logTo) {
    for (int at : new int[] {64 << 10, 128 << 10}) {
      ofBlock(file, at, 4096);
    }
    for (int at : new int[] {192 << 10, 256 << 10}) {
      ofBlock(file, at, 64 << 10);
    }
    ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = logFrom; at < logTo; at += LOG_STEP) {
      int length = b.getInt(at + 8);
      if (b.getInt(at) == LOG_SIGNATURE && length > 0 && length <= logTo - at) {
        ofBlock(file, at, length);
      }
    }
  }

  private static void ofBlock(byte[] file, int at, int length) {
    Arrays.fill(file, at + 4, at + 8, (byte) 0);
    CRC32C crc = new CRC32C();
    crc.update(file, at, length);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 4, (int) crc.getValue());
  }

  /** Of the footer, its copy and the dynamic header behind that. */
  static void ofVhd(byte[] file) {
    if (file.length >= 2048) {
      ofStructure(file, 0, 512, VHD_SUM_IN_FOOTER);
      ofStructure(file, 512, 1024, VHD_SUM_IN_HEADER);
      ofStructure(file, file.length - 512, 512, VHD_SUM_IN_FOOTER);
    }
  }

  private static void ofStructure(byte[] file, int at, int length, int field) {
    Arrays.fill(file, at + field, at + field + 4, (byte) 0);
    int sum = 0;
    for (int i = at; i < at + length; i++) {
      sum += file[i] & 0xff;
    }
    ByteBuffer.wrap(file).putInt(at + field, ~sum);
  }
}
