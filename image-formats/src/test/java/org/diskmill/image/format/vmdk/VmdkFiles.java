// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Makes VMDK files from what VMware's note says, without any of the code under test. */
public final class VmdkFiles {
  static final int HEADER_GD = 56;
  static final int GRAIN = 8 * 512;
  static final int ENTRIES = 512;

  private VmdkFiles() {}

  /** A descriptor with these lines after the usual ones. */
  static String text(String createType, String... lines) {
    return "# Disk DescriptorFile\nversion=1\nCID=12345678\nparentCID=ffffffff\ncreateType=\""
        + createType
        + "\"\n\n"
        + String.join("\n", lines)
        + "\n";
  }

  /** The text of a file that holds its own descriptor. */
  public static String embedded(String createType, long sectors) {
    return text(createType, "RW " + sectors + " SPARSE \"any.vmdk\"");
  }

  /** The disk as a monolithicSparse file with grains of 4 KiB; zero grains are left out. */
  public static byte[] sparse(byte[] disk) {
    return sparse(disk, embedded("monolithicSparse", disk.length / 512), false);
  }

  /**
   * The same with another descriptor.
   *
   * @param zeroGrains whether zero grains are marked as zeros rather than left out
   */
  public static byte[] sparse(byte[] disk, String descriptor, boolean zeroGrains) {
    int grains = (disk.length + GRAIN - 1) / GRAIN;
    int tables = (grains + ENTRIES - 1) / ENTRIES;
    int directorySectors = (tables * 4 + 511) / 512;
    int half = directorySectors + tables * 4;
    int redundant = 21;
    int overhead = (redundant + 2 * half + 7) / 8 * 8;
    ByteBuffer b = little((overhead + grains * 8) * 512);
    header(b, 0, zeroGrains ? 7 : 3, disk.length / 512, redundant, redundant + half, overhead);
    b.put(512, descriptor.getBytes(StandardCharsets.UTF_8));
    int next = overhead;
    for (int copy = 0; copy < 2; copy++) {
      int directory = redundant + copy * half;
      for (int t = 0; t < tables; t++) {
        b.putInt(directory * 512 + t * 4, directory + directorySectors + t * 4);
      }
    }
    for (int g = 0; g < grains; g++) {
      byte[] grain = Arrays.copyOfRange(disk, g * GRAIN, (g + 1) * GRAIN);
      int entry = zeroGrains ? 1 : 0;
      if (!Arrays.equals(grain, new byte[GRAIN])) {
        b.put(next * 512, grain);
        entry = next;
        next += 8;
      }
      for (int copy = 0; copy < 2; copy++) {
        b.putInt((redundant + copy * half + directorySectors) * 512 + g * 4, entry);
      }
    }
    return Arrays.copyOf(bytes(b), next * 512);
  }

  private static void header(
      ByteBuffer b, int at, int flags, long capacity, long redundant, long directory, int over) {
    b.putInt(at, 0x564d444b);
    b.putInt(at + 4, (flags & 1 << 16) != 0 ? 3 : (flags & 4) != 0 ? 2 : 1);
    b.putInt(at + 8, flags);
    b.putLong(at + 12, capacity);
    b.putLong(at + 20, 8);
    b.putLong(at + 28, 1);
    b.putLong(at + 36, 20);
    b.putInt(at + 44, ENTRIES);
    b.putLong(at + 48, redundant);
    b.putLong(at + HEADER_GD, directory);
    b.putLong(at + 64, over);
    b.put(at + 73, new byte[] {10, 32, 13, 10});
    b.putShort(at + 77, (short) ((flags & 1 << 16) != 0 ? 1 : 0));
  }

  /** How a stream is laid out. */
  public enum Stream {
    /** As VMware writes it: directory, footer and end-of-stream marker last. */
    VMWARE,
    /** As VMware's servers send it, which between grains say again and again how far they are. */
    SENT,
    /**
     * As QEMU writes it: tables first, nothing after the grains, which are out of order, and the
     * last one ends where the disk does.
     */
    QEMU,
    /** With tables first, and grains that have no marker of their own. */
    BARE
  }

  /** The disk as a stream of compressed grains of 4 KiB. */
  public static byte[] stream(byte[] disk, Stream kind) {
    int grains = (disk.length + GRAIN - 1) / GRAIN;
    int tables = (grains + ENTRIES - 1) / ENTRIES;
    int directorySectors = (tables * 4 + 511) / 512;
    int[] entries = new int[tables * ENTRIES];
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean tablesLast = kind == Stream.VMWARE || kind == Stream.SENT;
    int overhead = tablesLast ? 24 : 24 + directorySectors + tables * 4;
    for (int i = 0; i < grains; i++) {
      int g = kind == Stream.QEMU && (i ^ 1) < grains ? i ^ 1 : i;
      int end = kind == Stream.QEMU ? Math.min((g + 1) * GRAIN, disk.length) : (g + 1) * GRAIN;
      byte[] grain = Arrays.copyOfRange(disk, g * GRAIN, end);
      if (!Arrays.equals(grain, new byte[grain.length])) {
        for (int again = 0; kind == Stream.SENT && g % 100 == 7 && again < 4; again++) {
          put(body, bytes(wrap(marker(0, 4)).putLong(16, g * 8L)));
        }
        entries[g] = overhead + body.size() / 512;
        put(body, packed(grain, g, kind != Stream.BARE));
      }
    }
    ByteBuffer directory = little(directorySectors * 512);
    ByteBuffer table = little(tables * ENTRIES * 4);
    for (int i = 0; i < entries.length; i++) {
      table.putInt(i * 4, entries[i]);
    }
    String text = embedded("streamOptimized", disk.length / 512);
    ByteBuffer front = little(overhead * 512);
    front.put(512, text.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    if (!tablesLast) {
      for (int t = 0; t < tables; t++) {
        directory.putInt(t * 4, 24 + directorySectors + t * 4);
      }
      int flags = kind == Stream.BARE ? 1 | 1 << 16 : 1 | 3 << 16;
      header(front, 0, flags, disk.length / 512, 0, 24, overhead);
      front.put(24 * 512, bytes(directory));
      front.put((24 + directorySectors) * 512, bytes(table));
      put(whole, bytes(front));
      put(whole, body.toByteArray());
      return whole.toByteArray();
    }
    header(front, 0, 1 | 3 << 16, disk.length / 512, 0, -1, overhead);
    put(whole, bytes(front));
    put(whole, body.toByteArray());
    for (int t = 0; t < tables; t++) {
      put(whole, marker(4, 1));
      directory.putInt(t * 4, whole.size() / 512);
      put(whole, Arrays.copyOfRange(bytes(table), t * ENTRIES * 4, (t + 1) * ENTRIES * 4));
    }
    put(whole, marker(directorySectors, 2));
    ByteBuffer footer = little(512);
    header(footer, 0, 1 | 3 << 16, disk.length / 512, 0, whole.size() / 512, overhead);
    put(whole, bytes(directory));
    put(whole, marker(1, 3));
    put(whole, bytes(footer));
    put(whole, marker(0, 0));
    return whole.toByteArray();
  }

  private static byte[] packed(byte[] grain, int number, boolean marked) {
    Deflater deflater = new Deflater();
    deflater.setInput(grain);
    deflater.finish();
    byte[] room = new byte[2 * GRAIN];
    int length = deflater.deflate(room);
    deflater.end();
    int start = marked ? 12 : 0;
    ByteBuffer b = little((start + length + 511) / 512 * 512);
    if (marked) {
      b.putLong(0, number * 8L);
      b.putInt(8, length);
    }
    return bytes(b.put(start, room, 0, length));
  }

  private static byte[] marker(long value, int type) {
    return bytes(little(512).putLong(0, value).putInt(12, type));
  }

  /** The disk as an ESX server's sparse extent with grains of one sector. */
  public static byte[] cowd(byte[] disk) {
    int grains = disk.length / 512;
    int tables = (grains + 4095) / 4096;
    int directorySectors = (tables * 4 + 511) / 512;
    int first = 4 + directorySectors + tables * 32;
    ByteBuffer b = little((first + grains) * 512);
    b.putInt(0, 0x44574f43).putInt(4, 1).putInt(8, 3);
    b.putInt(12, grains).putInt(16, 1).putInt(20, 4).putInt(24, tables);
    int next = first;
    for (int g = 0; g < grains; g++) {
      b.putInt(4 * 512 + g / 4096 * 4, 4 + directorySectors + g / 4096 * 32);
      byte[] grain = Arrays.copyOfRange(disk, g * 512, (g + 1) * 512);
      if (!Arrays.equals(grain, new byte[512])) {
        b.put(next * 512, grain);
        b.putInt((4 + directorySectors) * 512 + g * 4, next++);
      }
    }
    return Arrays.copyOf(bytes(b), next * 512);
  }

  /** The disk as a space-efficient sparse extent; its grains lie in the file backwards. */
  public static byte[] seSparse(byte[] disk) {
    int grains = (disk.length + GRAIN - 1) / GRAIN;
    int tables = (grains + 4095) / 4096;
    int directorySectors = (tables * 8 + 511) / 512;
    int tablesAt = 2 + directorySectors;
    int first = tablesAt + tables * 64;
    ByteBuffer b = little((first + grains * 8) * 512);
    b.putLong(0, 0xcafebabeL).putLong(8, 0x200000001L).putLong(16, disk.length / 512);
    b.putLong(24, 8).putLong(32, 64).putLong(80, 1).putLong(88, 1);
    b.putLong(128, 2).putLong(136, directorySectors).putLong(144, tablesAt).putLong(192, first);
    b.putLong(512, 0xcafecafeL);
    for (int t = 0; t < tables; t++) {
      b.putLong(1024 + t * 8, 0x1000000000000000L | t);
    }
    for (int g = 0; g < grains; g++) {
      byte[] grain = Arrays.copyOfRange(disk, g * GRAIN, (g + 1) * GRAIN);
      long number = grains - 1L - g;
      b.put((first + (int) number * 8) * 512, grain);
      long entry = 3L << 60 | (number & 0xfff) << 48 | number >>> 12;
      boolean zeros = Arrays.equals(grain, new byte[GRAIN]);
      b.putLong(tablesAt * 512 + g * 8, zeros ? (1L + g % 2) << 60 : entry);
    }
    return bytes(b);
  }

  static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** For changing a file by hand. */
  static ByteBuffer wrap(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] bytes(ByteBuffer b) {
    byte[] all = new byte[b.capacity()];
    b.get(0, all);
    return all;
  }

  private static void put(ByteArrayOutputStream out, byte[] bytes) {
    out.write(bytes, 0, bytes.length);
  }
}
