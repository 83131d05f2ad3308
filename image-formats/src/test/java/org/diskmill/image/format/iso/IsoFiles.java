// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Discs made by hand from the standards: descriptors, and nothing that they lead to. */
public final class IsoFiles {
  static final int SECTOR = 2048;
  static final int PRIMARY_AT = 16 * SECTOR;
  static final int BLOCKS = 320;

  /** Where the partition of {@link #bridge} is described, and where it begins. */
  static final int PARTITION_AT = 33 * SECTOR;

  static final int PARTITION_BLOCK = 260;

  private IsoFiles() {}

  static ByteBuffer wrap(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A disc of {@link #BLOCKS} blocks with a boot record, a primary and a Joliet descriptor. */
  static byte[] disc() {
    byte[] file = new byte[BLOCKS * SECTOR];
    ByteBuffer b = wrap(file);
    descriptor(b, 16, 1, "CD001");
    text(b, PRIMARY_AT + 8, 32, "LINUX");
    text(b, PRIMARY_AT + 40, 32, "INSTALL_12");
    text(b, PRIMARY_AT + 190, 128, "");
    text(b, PRIMARY_AT + 318, 128, "A PUBLISHER");
    text(b, PRIMARY_AT + 446, 128, "");
    text(b, PRIMARY_AT + 574, 128, "AN APPLICATION");
    both(b, PRIMARY_AT + 80, BLOCKS);
    bothShort(b, PRIMARY_AT + 128, SECTOR);
    both(b, PRIMARY_AT + 132, 22);
    text(b, PRIMARY_AT + 813, 16, "2024050112345600");
    b.put(PRIMARY_AT + 829, (byte) 4);
    text(b, PRIMARY_AT + 830, 16, "0000000000000000");
    descriptor(b, 17, 0, "CD001");
    text(b, 17 * SECTOR + 7, 23, "EL TORITO SPECIFICATION");
    descriptor(b, 18, 2, "CD001");
    text(b, 18 * SECTOR + 88, 3, "%/E");
    descriptor(b, 19, 255, "CD001");
    return file;
  }

  /** The same disc with a UDF volume over it, whose partition takes the last 60 blocks. */
  public static byte[] bridge() {
    byte[] file = disc();
    ByteBuffer b = wrap(file);
    descriptor(b, 20, 0, "BEA01");
    descriptor(b, 21, 0, "NSR02");
    descriptor(b, 22, 0, "TEA01");
    b.putInt(256 * SECTOR + 16, 16 * SECTOR);
    b.putInt(256 * SECTOR + 20, 32);
    tag(b, 256, 2);
    tag(b, 32, 1);
    b.putInt(PARTITION_AT + 188, PARTITION_BLOCK);
    b.putInt(PARTITION_AT + 192, BLOCKS - PARTITION_BLOCK);
    tag(b, 33, 5);
    b.put(34 * SECTOR + 84, (byte) 8);
    text(b, 34 * SECTOR + 85, 7, "Install");
    b.put(34 * SECTOR + 84 + 127, (byte) 8);
    tag(b, 34, 6);
    tag(b, 35, 8);
    return file;
  }

  /** A UDF volume alone, in sectors of 4 KiB, of which each begins with a descriptor or none. */
  static byte[] wideUdf() {
    byte[] file = new byte[BLOCKS * 2 * SECTOR];
    ByteBuffer b = wrap(file);
    descriptor(b, 16, 0, "BEA01");
    descriptor(b, 18, 0, "NSR03");
    descriptor(b, 20, 0, "TEA01");
    b.putInt(2 * 256 * SECTOR + 16, 2 * 16 * SECTOR);
    b.putInt(2 * 256 * SECTOR + 20, 32);
    tag(b, 2 * 256, 2);
    b.putInt(2 * 32 * SECTOR + 188, PARTITION_BLOCK);
    b.putInt(2 * 32 * SECTOR + 192, BLOCKS - PARTITION_BLOCK);
    tag(b, 2 * 32, 5);
    tag(b, 2 * 33, 8);
    return file;
  }

  private static void descriptor(ByteBuffer b, int sector, int type, String identifier) {
    b.put(sector * SECTOR, (byte) type);
    text(b, sector * SECTOR + 1, 5, identifier);
    b.put(sector * SECTOR + 6, (byte) 1);
  }

  /** Makes the checksums in the tags of {@link #bridge} right again. */
  public static void sumTags(byte[] file) {
    ByteBuffer b = wrap(file);
    for (int sector : new int[] {32, 33, 34, 35, 256}) {
      sum(b, sector * SECTOR);
    }
  }

  private static void tag(ByteBuffer b, int sector, int identifier) {
    b.putShort(sector * SECTOR, (short) identifier);
    b.putInt(sector * SECTOR + 12, sector);
    sum(b, sector * SECTOR);
  }

  private static void sum(ByteBuffer b, int at) {
    int sum = 0;
    for (int i = 0; i < 16; i++) {
      sum += i == 4 ? 0 : b.get(at + i);
    }
    b.put(at + 4, (byte) sum);
  }

  static void both(ByteBuffer b, int at, int value) {
    b.putInt(at, value);
    b.putInt(at + 4, Integer.reverseBytes(value));
  }

  private static void bothShort(ByteBuffer b, int at, int value) {
    b.putShort(at, (short) value);
    b.putShort(at + 2, Short.reverseBytes((short) value));
  }

  private static void text(ByteBuffer b, int at, int length, String characters) {
    byte[] bytes = characters.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < length; i++) {
      b.put(at + i, i < bytes.length ? bytes[i] : (byte) ' ');
    }
  }
}
