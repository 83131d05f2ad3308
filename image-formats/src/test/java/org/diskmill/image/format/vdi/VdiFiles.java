// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Makes VDI files by hand, without any of the code under test. */
public final class VdiFiles {
  static final int BLOCK = 64 << 10;
  static final int MAP_AT = 512;
  static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  static final UUID MODIFICATION = UUID.fromString("deadbeef-0001-0002-0304-050607080910");
  static final int DISCARDED = -2;

  private VdiFiles() {}

  public static ByteBuffer wrap(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A dynamic disk whose blocks lie in the file backwards; zero blocks are left out. */
  public static byte[] dynamic(byte[] disk) {
    return file(disk, 1, 0, true);
  }

  /** A static disk. */
  public static byte[] fixed(byte[] disk) {
    return file(disk, 2, 0, false);
  }

  /**
   * A file of any kind.
   *
   * @param extra bytes in front of each block
   * @param sparse whether zero blocks are left out, and the others stored backwards
   */
  public static byte[] file(byte[] disk, int kind, int extra, boolean sparse) {
    int blocks = (disk.length + BLOCK - 1) / BLOCK;
    int dataAt = 512 + (blocks * 4 + 511) / 512 * 512;
    ByteBuffer b = wrap(new byte[dataAt + blocks * (BLOCK + extra)]);
    b.put(0, "<<< Oracle VM VirtualBox Disk Image >>>\n".getBytes(StandardCharsets.US_ASCII));
    b.putInt(0x40, 0xbeda107f).putInt(0x44, 0x00010001).putInt(0x48, 0x190).putInt(0x4c, kind);
    b.put(0x54, "a comment".getBytes(StandardCharsets.US_ASCII));
    b.putInt(0x154, MAP_AT).putInt(0x158, dataAt).putInt(0x168, 512);
    b.putLong(0x170, disk.length).putInt(0x178, BLOCK).putInt(0x17c, extra).putInt(0x180, blocks);
    id(b, 0x188, ID);
    id(b, 0x198, MODIFICATION);
    int next = 0;
    for (int i = 0; i < blocks; i++) {
      int block = sparse ? blocks - 1 - i : i;
      byte[] bytes = Arrays.copyOfRange(disk, block * BLOCK, (block + 1) * BLOCK);
      if (sparse && Arrays.equals(bytes, new byte[BLOCK])) {
        b.putInt(MAP_AT + block * 4, block % 2 == 0 || kind > 2 ? -1 : DISCARDED);
      } else {
        b.put(dataAt + next * (BLOCK + extra) + extra, bytes);
        b.putInt(MAP_AT + block * 4, next++);
      }
    }
    b.putInt(0x184, next);
    byte[] all = new byte[dataAt + next * (BLOCK + extra)];
    b.get(0, all);
    return all;
  }

  /** The same disk in a file of version 0, whose map and blocks follow its header unaligned. */
  static byte[] old(byte[] disk, int kind) {
    byte[] file = file(disk, kind, 0, true);
    ByteBuffer from = wrap(file);
    int blocks = from.getInt(0x180);
    int dataAt = from.getInt(0x158);
    int front = 0x1a4 + blocks * 4;
    byte[] old = new byte[front + file.length - dataAt];
    ByteBuffer b = wrap(old);
    b.put(0, file, 0, 0x40).putInt(0x40, 0xbeda107f).putInt(0x44, 1).putInt(0x48, kind);
    b.putInt(0x15c, 512).putLong(0x160, disk.length).putInt(0x168, BLOCK).putInt(0x16c, blocks);
    b.putInt(0x170, from.getInt(0x184));
    id(b, 0x174, ID);
    id(b, 0x184, MODIFICATION);
    b.put(0x1a4, file, MAP_AT, blocks * 4).put(front, file, dataAt, file.length - dataAt);
    return old;
  }

  /** Makes the file a child of the one that {@link #file} makes. */
  public static void child(ByteBuffer b, int kind) {
    b.putInt(0x4c, kind);
    id(b, 0x188, UUID.fromString("11111111-2222-3333-4444-555555555555"));
    id(b, 0x1a8, ID);
    id(b, 0x1b8, MODIFICATION);
  }

  public static void id(ByteBuffer b, int at, UUID id) {
    b.putInt(at, (int) (id.getMostSignificantBits() >>> 32));
    b.putShort(at + 4, (short) (id.getMostSignificantBits() >>> 16));
    b.putShort(at + 6, (short) id.getMostSignificantBits());
    b.putLong(at + 8, Long.reverseBytes(id.getLeastSignificantBits()));
  }
}
