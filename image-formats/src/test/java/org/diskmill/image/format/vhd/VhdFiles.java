// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.diskmill.testkit.Patterns;

/** VHD files made by hand from Microsoft's document, so that reading is not tested by our writer. */
public final class VhdFiles {
  static final UUID PARENT = new UUID(0x1111_2222_3333_4444L, 0x5555_6666_7777_8888L);
  static final String PATH = "..\\base\\parent.vhd";
  static final UUID CHILD = new UUID(0x9999L, 1);

  private VhdFiles() {}

  static byte[] footer(int type, long size, UUID uuid, Consumer<ByteBuffer> change) {
    byte[] bytes = new byte[512];
    ByteBuffer b = ByteBuffer.wrap(bytes);
    b.put(0, "conectix".getBytes(StandardCharsets.US_ASCII));
    b.putInt(8, 2).putInt(12, 0x10000);
    b.putLong(16, type == 2 ? -1 : 512);
    b.put(28, "test".getBytes(StandardCharsets.US_ASCII));
    b.put(36, "Wi2k".getBytes(StandardCharsets.US_ASCII));
    b.putLong(40, size).putLong(48, size);
    b.putShort(56, (short) 7).put(58, (byte) 4).put(59, (byte) 17);
    b.putInt(60, type);
    b.putLong(68, uuid.getMostSignificantBits()).putLong(76, uuid.getLeastSignificantBits());
    change.accept(b);
    return sum(bytes, 64);
  }

  static byte[] sum(byte[] bytes, int at) {
    ByteBuffer.wrap(bytes).putInt(at, 0);
    int sum = 0;
    for (byte one : bytes) {
      sum += one & 0xff;
    }
    ByteBuffer.wrap(bytes).putInt(at, ~sum);
    return bytes;
  }

  static byte[] header(int entries, int block, Consumer<ByteBuffer> change) {
    byte[] bytes = new byte[1024];
    ByteBuffer b = ByteBuffer.wrap(bytes);
    b.put(0, "cxsparse".getBytes(StandardCharsets.US_ASCII));
    b.putLong(8, -1).putLong(16, 1536).putInt(24, 0x10000).putInt(28, entries).putInt(32, block);
    change.accept(b);
    return sum(bytes, 36);
  }

  public static byte[] fixed(byte[] disk) {
    return fixed(disk, footer -> {});
  }

  static byte[] fixed(byte[] disk, Consumer<ByteBuffer> change) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(disk);
    out.writeBytes(footer(2, disk.length, PARENT, change));
    return out.toByteArray();
  }

  static byte[] dynamic(byte[] disk, int block) {
    boolean[] has = new boolean[(disk.length + 511) / 512];
    for (int i = 0; i < disk.length; i++) {
      has[i / 512] |= disk[i] != 0;
    }
    return blocks(3, disk, has, block, footer -> {}, header -> {});
  }

  /** A child that has these sectors and names {@link #PATH} as its parent, {@link #PARENT}. */
  public static byte[] differencing(byte[] disk, boolean[] has, int block) {
    int path = PATH.length() * 2;
    return blocks(4, disk, has, block, footer -> {}, header -> {
      header.putLong(40, PARENT.getMostSignificantBits());
      header.putLong(48, PARENT.getLeastSignificantBits());
      header.put(64, "gone.vhd".getBytes(StandardCharsets.UTF_16BE));
      header.put(576, "W2ru".getBytes(StandardCharsets.US_ASCII));
      // The locator's text stands where the table's padding would otherwise be.
      header.putInt(580, 512).putInt(584, path).putLong(592, 1536 + 8192 - 512);
    });
  }

  /** Sectors that a block has not are filled with junk: nobody may read them. */
  static byte[] blocks(
      int type,
      byte[] disk,
      boolean[] has,
      int block,
      Consumer<ByteBuffer> footer,
      Consumer<ByteBuffer> header) {
    int entries = (disk.length + block - 1) / block;
    ByteBuffer table = ByteBuffer.allocate(8192);
    Arrays.fill(table.array(), (byte) 0xff);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int bitmap = Math.max(512, block / 4096);
    // In reverse, as only the order of first writes decides where a block is.
    for (int i = entries - 1; i >= 0; i--) {
      ByteBuffer one = ByteBuffer.allocate(bitmap + block);
      boolean any = false;
      for (int s = 0; s < block / 512 && i * (block / 512) + s < has.length; s++) {
        int sector = i * (block / 512) + s;
        if (has[sector]) {
          any = true;
          one.put(s / 8, (byte) (one.get(s / 8) | 1 << 7 - s % 8));
          int from = sector * 512;
          one.put(bitmap + s * 512, disk, from, Math.min(512, disk.length - from));
        } else if (type == 4) {
          Arrays.fill(one.array(), bitmap + s * 512, bitmap + s * 512 + 512, (byte) 0xee);
        }
      }
      if (any) {
        table.putInt(i * 4, (1536 + 8192 + data.size()) / 512);
        data.writeBytes(one.array());
      }
    }
    ByteBuffer head = ByteBuffer.wrap(header(entries, block, header));
    int textAt = (int) head.getLong(592);
    if (textAt != 0) {
      byte[] path = PATH.getBytes(StandardCharsets.UTF_16LE);
      table.put(textAt - 1536, path, 0, Math.min(path.length, head.getInt(584)));
    }
    byte[] foot = footer(type, disk.length, type == 4 ? CHILD : PARENT, footer);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(foot);
    out.writeBytes(head.array());
    out.writeBytes(table.array());
    out.writeBytes(data.toByteArray());
    out.writeBytes(foot);
    return out.toByteArray();
  }

  /** Public for the contract, which lives elsewhere. */
  public static byte[] contractFixed(byte[] disk) {
    return fixed(disk);
  }

  /** A dynamic disk with small blocks, so that small disks have many. */
  public static byte[] contractDynamic(byte[] disk) {
    return dynamic(disk, 16 << 10);
  }

  /** A differencing disk with some sectors. */
  public static byte[] child(SplittableRandom random) {
    byte[] disk = Patterns.bytes(random.nextLong(), 1 << 20);
    boolean[] has = new boolean[disk.length / 512];
    for (int i = 0; i < has.length; i++) {
      has[i] = random.nextInt(3) == 0;
    }
    return differencing(disk, has, 16 << 10);
  }
}
