// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.Limits;
import org.diskmill.image.ProbeWindow;
import org.diskmill.image.inspect.Fields;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.io.Source;

/** The dangers of VHDX: a parent, and a log that has not been replayed: [MS-VHDX 2.2, 2.6]. */
public final class VhdxInspector implements SafetyInspector {
  private static final int HEADER_1 = 64 << 10;
  private static final int HEADER_2 = 128 << 10;
  private static final int[] REGION_TABLES = {192 << 10, 256 << 10};
  private static final int HEAD = 0x64616568;
  private static final int REGI = 0x69676572;
  private static final int MOST_ENTRIES = 2047;

  /** The metadata region's and the parent locator's identifiers, first and last 8 bytes. */
  private static final long[] METADATA_REGION = {0x4B9A47908B7CA206L, 0x6E880F055F57FEB8L};

  private static final long[] PARENT_LOCATOR = {0x454DB30BA8D35F2DL, 0x0CAB3448D8D3F7ABL};

  @Override
  public String format() {
    return "vhdx";
  }

  @Override
  public boolean recognises(ProbeWindow window) {
    return window.headHas(0, "vhdxfile");
  }

  @Override
  public List<Hazard> hazards(Source source, ProbeWindow window, Limits limits) throws IOException {
    List<Hazard> hazards = new ArrayList<>();
    if (logPending(source)) {
      hazards.add(new Hazard(
          "log", source + ": has a log that is not replayed; many readers return old data"));
    }
    if (parameters(source, metadataAt(source)) != 0) {
      hazards.add(new Hazard("parent", source + ": is a differencing disk, based on another file"));
    }
    return hazards;
  }

  private static ByteBuffer read(Source source, String what, long at, int length)
      throws IOException {
    return Fields.read(source, what, at, length, ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean logPending(Source source) throws IOException {
    ByteBuffer newest = null;
    for (int at : new int[] {HEADER_1, HEADER_2}) {
      ByteBuffer header = read(source, "header", at, 64);
      boolean newer =
          newest == null || Long.compareUnsigned(header.getLong(8), newest.getLong(8)) > 0;
      if (header.getInt(0) == HEAD && newer) {
        newest = header;
      }
    }
    return newest != null && (newest.getLong(48) != 0 || newest.getLong(56) != 0);
  }

  private static long metadataAt(Source source) throws IOException {
    for (int at : REGION_TABLES) {
      ByteBuffer head = read(source, "region table", at, 16);
      int entries = head.getInt(8);
      if (head.getInt(0) != REGI || entries < 0 || entries > MOST_ENTRIES) {
        continue;
      }
      ByteBuffer table = read(source, "region table", at + 16, entries * 32);
      for (int i = 0; i < entries; i++) {
        if (is(table, i * 32, METADATA_REGION)) {
          return table.getLong(i * 32 + 16);
        }
      }
    }
    return -1;
  }

  /** The place of the parent locator in the metadata table, 0 when there is none. */
  private static int parameters(Source source, long at) throws IOException {
    ByteBuffer head = read(source, "metadata table", at, 32);
    int entries = Short.toUnsignedInt(head.getShort(10));
    ByteBuffer table =
        read(source, "metadata table", at + 32, Math.min(entries, MOST_ENTRIES) * 32);
    for (int i = 0; i < table.limit(); i += 32) {
      if (is(table, i, PARENT_LOCATOR)) {
        return i + 32;
      }
    }
    return 0;
  }

  private static boolean is(ByteBuffer table, int at, long[] identifier) {
    return table.getLong(at) == identifier[0] && table.getLong(at + 8) == identifier[1];
  }
}
