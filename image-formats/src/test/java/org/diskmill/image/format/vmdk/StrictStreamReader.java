// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads streamOptimized VMDKs as narrow-mindedly as VMware's importers do, in one pass and without
 * seeking: [VMDK5 "Stream-Optimized Compressed Sparse Extents"]. It shares nothing with the code under
 * test, and refuses whatever those importers are known to refuse.
 */
final class StrictStreamReader {
  private static final int SECTOR = 512;
  private static final int GRAIN_SECTORS = 128;
  private static final int GRAIN = GRAIN_SECTORS * SECTOR;
  private static final int ENTRIES = 512;

  /** Why VMware would refuse the file. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String why) {
      super(why);
    }
  }

  private final ByteBuffer in;
  private final byte[] disk;
  private final int[] table = new int[ENTRIES];
  private final Map<Integer, Integer> tables = new HashMap<>();
  private int tableIndex = -1;
  private long lastGrain = -1;
  private boolean open;

  private StrictStreamReader(byte[] file) {
    this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    require(file.length % SECTOR == 0, "the file does not consist of sectors");
    require(file.length > 4 * SECTOR, "the file is too short");
    header(0, -1);
    long capacity = in.getLong(12);
    require(capacity > 0 && capacity < 1 << 20, "capacity " + capacity);
    descriptor(capacity);
    this.disk = new byte[(int) capacity * SECTOR];
    in.position((int) in.getLong(64) * SECTOR);
  }

  /** The disk that the file holds. */
  static byte[] read(byte[] file) {
    StrictStreamReader reader = new StrictStreamReader(file);
    while (reader.grainOrTable()) {
      // Until the grain directory.
    }
    reader.end();
    return reader.disk;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refusal(otherwise);
    }
  }

  private void header(int at, long directory) {
    require(in.getInt(at) == 0x564d444b, "no magic at " + at);
    require(in.getInt(at + 4) == 3, "version " + in.getInt(at + 4) + " is not 3");
    require(in.getInt(at + 8) == (1 | 1 << 16 | 1 << 17), "flags " + in.getInt(at + 8));
    require(in.getLong(at + 20) == GRAIN_SECTORS, "grain size");
    require(in.getLong(at + 28) == 1, "the descriptor is not at sector 1");
    require(in.getInt(at + 44) == ENTRIES, "entries per table");
    require(in.getLong(at + 48) == 0, "a redundant directory in a stream");
    require(in.getLong(at + 56) == directory, "grain directory " + in.getLong(at + 56));
    require(in.getLong(at + 64) >= 1 + in.getLong(at + 36), "grains inside the descriptor");
    require(in.get(at + 72) == 0, "unclean");
    require(in.getInt(at + 73) == 0x0a0d200a, "newline probe");
    require(in.getShort(at + 77) == 1, "not deflate");
    zeros(at + 79, at + SECTOR);
  }

  private void descriptor(long capacity) {
    byte[] bytes = new byte[(int) in.getLong(36) * SECTOR];
    in.get(SECTOR, bytes);
    String text = new String(bytes, StandardCharsets.US_ASCII);
    text = text.substring(0, Math.max(0, text.indexOf('\0')));
    require(text.startsWith("# Disk DescriptorFile\n"), "no descriptor");
    for (String line : new String[] {
      "version=1",
      "CID=[0-9a-f]{8}",
      "parentCID=ffffffff",
      "createType=\"streamOptimized\"",
      "ddb.adapterType = \"(ide|buslogic|lsilogic|legacyESX)\"",
      "ddb.virtualHWVersion = \"[0-9]+\"",
      "ddb.geometry.cylinders = \"[0-9]+\""
    }) {
      require(Pattern.compile("(?m)^" + line + "$").matcher(text).find(), "descriptor: " + line);
    }
    Matcher extent =
        Pattern.compile("(?m)^(?:RW|RDONLY) (\\d+) SPARSE \"[^\"]+\"$").matcher(text);
    require(extent.find(), "descriptor: no extent");
    require(Long.parseLong(extent.group(1)) == capacity, "descriptor: another capacity");
    require(!extent.find(), "descriptor: two extents");
  }

  private void zeros(int from, int to) {
    for (int i = from; i < to; i++) {
      require(in.get(i) == 0, "padding at " + i + " is not zero");
    }
  }

  private int sector() {
    return in.position() / SECTOR;
  }

  private int advance(int bytes) {
    int at = in.position();
    require(bytes <= in.limit() - at, "the stream ends at " + at);
    in.position(at + bytes);
    return at;
  }

  private boolean grainOrTable() {
    int place = sector();
    int at = advance(SECTOR);
    int size = in.getInt(at + 8);
    if (size != 0) {
      grain(at, place, size);
      return true;
    }
    int type = in.getInt(at + 12);
    zeros(at + 16, at + SECTOR);
    require(type == 1 || type == 2, "a marker of type " + type + " at " + at);
    if (type == 1) {
      table(in.getLong(at));
      return true;
    }
    require(!open, "grains without a table in front of the directory");
    directory(in.getLong(at));
    return false;
  }

  private void grain(int at, int place, int size) {
    long sector = in.getLong(at);
    require(sector % GRAIN_SECTORS == 0, "a grain for sector " + sector);
    long grain = sector / GRAIN_SECTORS;
    require(grain > lastGrain, "grain " + grain + " comes after grain " + lastGrain);
    require(sector * SECTOR < disk.length, "a grain past the end");
    int index = (int) (grain / ENTRIES);
    require(!open || index == tableIndex, "a table with grains of two");
    require(!tables.containsKey(index), "a grain after its table");
    require(size > 0, "a grain of " + size + " bytes");
    int end = at + 12 + size;
    int padded = (end + SECTOR - 1) / SECTOR * SECTOR;
    advance(padded - at - SECTOR);
    zeros(end, padded);
    byte[] plain = inflated(at + 12, size);
    int start = (int) sector * SECTOR;
    System.arraycopy(plain, 0, disk, start, Math.min(GRAIN, disk.length - start));
    table[(int) (grain % ENTRIES)] = place;
    tableIndex = index;
    lastGrain = grain;
    open = true;
  }

  private byte[] inflated(int at, int size) {
    byte[] packed = new byte[size];
    in.get(at, packed);
    byte[] plain = new byte[GRAIN];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      require(inflater.inflate(plain) == GRAIN, "a grain that is too short");
      require(inflater.inflate(new byte[1]) == 0, "a grain that is too long");
      require(inflater.finished() && inflater.getRemaining() == 0, "a grain's length is wrong");
    } catch (DataFormatException damaged) {
      throw new Refusal("a damaged grain: " + damaged);
    } finally {
      inflater.end();
    }
    return plain;
  }

  private void table(long sectors) {
    require(sectors == ENTRIES * 4 / SECTOR, "a table of " + sectors + " sectors");
    require(open, "a table without grains");
    tables.put(tableIndex, sector());
    int at = advance(ENTRIES * 4);
    for (int i = 0; i < ENTRIES; i++) {
      require(in.getInt(at + i * 4) == table[i], "entry " + i + " of table " + tableIndex);
    }
    Arrays.fill(table, 0);
    open = false;
  }

  private void directory(long sectors) {
    int grains = (disk.length + GRAIN - 1) / GRAIN;
    int count = (grains + ENTRIES - 1) / ENTRIES;
    require(sectors == (count * 4 + SECTOR - 1) / SECTOR, "a directory of " + sectors);
    int place = sector();
    int at = advance((int) sectors * SECTOR);
    for (int i = 0; i < count; i++) {
      require(in.getInt(at + i * 4) == tables.getOrDefault(i, 0), "directory entry " + i);
    }
    zeros(at + count * 4, in.position());
    int footer = advance(SECTOR);
    require(in.getLong(footer) == 1 && in.getInt(footer + 8) == 0, "the footer's marker");
    require(in.getInt(footer + 12) == 3, "no footer after the directory");
    zeros(footer + 16, in.position());
    int copy = advance(SECTOR);
    header(copy, place);
    for (int i = 0; i < SECTOR; i++) {
      boolean where = i >= 56 && i < 64;
      require(where || in.get(i) == in.get(copy + i), "the footer differs at " + i);
    }
  }

  private void end() {
    int at = advance(SECTOR);
    zeros(at, at + SECTOR);
    require(!in.hasRemaining(), "something follows the end-of-stream marker");
  }
}
