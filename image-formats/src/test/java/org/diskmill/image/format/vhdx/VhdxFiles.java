// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.diskmill.testkit.Patterns;

/**
 * VHDX files made by hand from MS-VHDX, so that reading is not tested by our writer: the log at 1
 * MiB, metadata at 2, the table at 3, blocks of 1 MiB from 5 MiB on.
 */
public final class VhdxFiles {
  static final int MIB = 1 << 20;
  static final int LOG = MIB;
  static final int METADATA = 2 * MIB;
  static final int TABLE = 3 * MIB;
  static final int BLOCKS = 5 * MIB;
  static final UUID PARENT = UUID.fromString("83ed0ec3-24c8-49a6-a959-5e4bf1288bfb");
  static final UUID LOG_GUID = new UUID(77, 78);
  static final String PATH = "..\\base\\parent.vhdx";

  final byte[] bytes;
  private final ByteBuffer b;
  private final int sector;
  private int next = BLOCKS;

  VhdxFiles(long size, int sector, boolean parent, int blocks) {
    this.bytes = new byte[BLOCKS + blocks * MIB];
    this.b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.sector = sector;
    text(0, "vhdxfile");
    b.put(8, "by hand".getBytes(StandardCharsets.UTF_16LE));
    header(64 << 10, 4, new UUID(0, 0));
    header(128 << 10, 5, new UUID(0, 0));
    regions(192 << 10);
    regions(256 << 10);
    metadata(size, parent);
  }

  private void text(int at, String characters) {
    b.put(at, characters.getBytes(StandardCharsets.US_ASCII));
  }

  final void sum(int at, int length) {
    b.putInt(at + 4, 0);
    CRC32C crc = new CRC32C();
    crc.update(bytes, at, length);
    b.putInt(at + 4, (int) crc.getValue());
  }

  final void header(int at, long sequence, UUID log) {
    text(at, "head");
    b.putLong(at + 8, sequence);
    Guids.put(b, at + 16, new UUID(1, 2));
    Guids.put(b, at + 32, PARENT);
    Guids.put(b, at + 48, log);
    b.putShort(at + 66, (short) 1).putInt(at + 68, MIB).putLong(at + 72, LOG);
    sum(at, 4096);
  }

  private void regions(int at) {
    text(at, "regi");
    b.putInt(at + 8, 2);
    Guids.put(b, at + 16, Guids.BAT);
    b.putLong(at + 32, TABLE).putInt(at + 40, MIB).putInt(at + 44, 1);
    Guids.put(b, at + 48, Guids.METADATA);
    b.putLong(at + 64, METADATA).putInt(at + 72, MIB).putInt(at + 76, 1);
    sum(at, 64 << 10);
  }

  private void metadata(long size, boolean parent) {
    text(METADATA, "metadata");
    Map<UUID, ByteBuffer> items = new TreeMap<>();
    items.put(Guids.FILE_PARAMETERS, item(8).putInt(0, MIB).putInt(4, parent ? 2 : 0));
    items.put(Guids.DISK_SIZE, item(8).putLong(0, size));
    items.put(Guids.LOGICAL_SECTOR, item(4).putInt(0, sector));
    items.put(Guids.PHYSICAL_SECTOR, item(4).putInt(0, 4096));
    items.put(Guids.DISK_ID, item(16).putLong(0, 9));
    if (parent) {
      items.put(
          Guids.PARENT_LOCATOR,
          locator(Map.of("parent_linkage", "{" + PARENT + "}", "relative_path", PATH)));
    }
    int at = 64 << 10;
    int entry = METADATA + 32;
    for (Map.Entry<UUID, ByteBuffer> item : items.entrySet()) {
      Guids.put(b, entry, item.getKey());
      b.putInt(entry + 16, at).putInt(entry + 20, item.getValue().limit()).putInt(entry + 24, 4);
      b.put(METADATA + at, item.getValue(), 0, item.getValue().limit());
      at += item.getValue().limit();
      entry += 32;
    }
    b.putShort(METADATA + 10, (short) items.size());
  }

  private static ByteBuffer item(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer locator(Map<String, String> entries) {
    ByteBuffer locator = item(500);
    Guids.put(locator, 0, Guids.VHDX_LOCATOR);
    locator.putShort(18, (short) entries.size());
    int entry = 20;
    int at = 100;
    for (Map.Entry<String, String> one : new TreeMap<>(entries).entrySet()) {
      byte[] key = one.getKey().getBytes(StandardCharsets.UTF_16LE);
      byte[] value = one.getValue().getBytes(StandardCharsets.UTF_16LE);
      locator.putInt(entry, at).putShort(entry + 8, (short) key.length).put(at, key);
      at += key.length;
      locator.putInt(entry + 4, at).putShort(entry + 10, (short) value.length).put(at, value);
      at += value.length;
      entry += 12;
    }
    return locator;
  }

  /** Where the entry of a payload block stands. */
  int entryAt(int block) {
    return TABLE + 8 * (block + block / chunk());
  }

  private int chunk() {
    return (int) ((1L << 23) * sector / MIB);
  }

  void entry(int block, long value) {
    b.putLong(entryAt(block), value);
  }

  /** Takes the next free MiB of the file for a block. */
  int allocate(int block, int state) {
    int at = next;
    entry(block, at | state);
    next += MIB;
    return at;
  }

  /** Takes the next free MiB of the file for the bitmap of the first chunk. */
  int allocateBitmap() {
    int at = next;
    bitmap(at | 6);
    next += MIB;
    return at;
  }

  /** The entry of the first chunk's bitmap. */
  void bitmap(long value) {
    b.putLong(TABLE + 8 * chunk(), value);
  }

  /** A dynamic disk in blocks of 1 MiB, in reverse order. */
  static byte[] dynamic(byte[] disk) {
    int blocks = (disk.length + MIB - 1) / MIB;
    VhdxFiles file = new VhdxFiles(disk.length, 512, false, blocks);
    for (int i = blocks - 1; i >= 0; i--) {
      byte[] block = Arrays.copyOfRange(disk, i * MIB, Math.min(disk.length, (i + 1) * MIB));
      if (!Arrays.equals(block, new byte[block.length])) {
        System.arraycopy(block, 0, file.bytes, file.allocate(i, 6), block.length);
      }
    }
    return file.bytes;
  }

  /** Puts an entry with these pages, by their place in the file, into the log. */
  int log(int at, long sequence, int tail, Map<Long, byte[]> pages, long length) {
    ByteBuffer e = logEntry(pages.size(), pages.size(), sequence, tail, length);
    int descriptor = 64;
    int sectorAt = 4096;
    for (Map.Entry<Long, byte[]> page : new TreeMap<>(pages).entrySet()) {
      ByteBuffer data = ByteBuffer.wrap(page.getValue()).order(ByteOrder.LITTLE_ENDIAN);
      e.put(descriptor, "desc".getBytes(StandardCharsets.US_ASCII));
      e.putInt(descriptor + 4, data.getInt(4092)).putLong(descriptor + 8, data.getLong(0));
      e.putLong(descriptor + 16, page.getKey()).putLong(descriptor + 24, sequence);
      e.put(sectorAt, page.getValue());
      e.put(sectorAt, "data".getBytes(StandardCharsets.US_ASCII));
      e.putInt(sectorAt + 4, (int) (sequence >>> 32)).putInt(sectorAt + 4092, (int) sequence);
      descriptor += 32;
      sectorAt += 4096;
    }
    return log(at, e);
  }

  /** Puts an entry that makes zeros of a stretch of the file into the log, at its beginning. */
  void logOfZeros(long sequence, long place, long zeros) {
    logOfZeros(sequence, place, zeros, 1);
  }

  /** The same, said as often. */
  void logOfZeros(long sequence, long place, long zeros, int times) {
    ByteBuffer e = logEntry(times, 0, sequence, 0, bytes.length);
    for (int at = 64; at < 64 + times * 32; at += 32) {
      e.put(at, "zero".getBytes(StandardCharsets.US_ASCII));
      e.putLong(at + 8, zeros).putLong(at + 16, place).putLong(at + 24, sequence);
    }
    log(0, e);
  }

  private static ByteBuffer logEntry(
      int descriptors, int pages, long sequence, int tail, long length) {
    int head = (64 + descriptors * 32 + 4095) / 4096;
    ByteBuffer e = item((head + pages) * 4096);
    e.put(0, "loge".getBytes(StandardCharsets.US_ASCII));
    e.putInt(8, e.limit()).putInt(12, tail).putLong(16, sequence).putInt(24, descriptors);
    Guids.put(e, 32, LOG_GUID);
    return e.putLong(48, length).putLong(56, length);
  }

  private int log(int at, ByteBuffer e) {
    CRC32C crc = new CRC32C();
    crc.update(e);
    e.putInt(4, (int) crc.getValue());
    for (int i = 0; i < e.limit(); i++) {
      bytes[LOG + (at + i) % MIB] = e.get(i);
    }
    return (at + e.limit()) % MIB;
  }

  /** Announces the log. */
  void useLog() {
    header(128 << 10, 6, LOG_GUID);
  }

  /** Public for the contract, which lives elsewhere. */
  public static byte[] contractDynamic(byte[] disk) {
    return dynamic(disk);
  }

  /** A disk of sevens, of whose pages some are in the log, around its end. */
  public static byte[] withLog() {
    VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
    Arrays.fill(file.bytes, file.allocate(0, 6), BLOCKS + MIB, (byte) 7);
    int start = MIB - 3 * 4096;
    long length = file.bytes.length;
    byte[] page = Patterns.bytes(1, 4096);
    int second = file.log(start, 10, start, Map.of((long) BLOCKS, page), length);
    file.log(second, 11, start, Map.of(BLOCKS + 8192L, page, BLOCKS + 4096L, page), length);
    file.useLog();
    return file.bytes;
  }

  /** A differencing disk that has nothing of its own. */
  public static byte[] child() {
    return new VhdxFiles(MIB, 512, true, 0).bytes;
  }
}
