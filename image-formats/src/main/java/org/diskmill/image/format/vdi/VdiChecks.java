// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Source;

/** What must hold for a VDI's header. */
final class VdiChecks {
  private static final int MAJOR = 1;
  static final int SECTOR = 512;

  /** VirtualBox never used any; more than this could only be meant to make sums overflow. */
  private static final int MOST_EXTRA = 1 << 20;

  private final Source source;

  VdiChecks(Source source) {
    this.source = source;
  }

  /** Whether the rest of the header is where this class looks for it. */
  void recognise(ByteBuffer b) throws ImageException {
    if (b.getInt(0x40) != VdiHeader.SIGNATURE) {
      throw corrupt("signature", 0x40, Integer.toHexString(b.getInt(0x40)), "beda107f");
    }
    if (b.getInt(0x44) >>> 16 > MAJOR) {
      throw new UnsupportedImageException(source + ": VDI header: version at 68 is "
          + (b.getInt(0x44) >>> 16) + "." + (b.getInt(0x44) & 0xffff) + ", expected 0.x or 1.x");
    }
  }

  void check(VdiHeader header, Limits limits) throws ImageException {
    if (header.kind() < VdiHeader.DYNAMIC || header.kind() > VdiHeader.DIFFERENCING) {
      throw new UnsupportedImageException(source
          + ": VDI header: type at 76 is "
          + Integer.toUnsignedString(header.kind())
          + ", expected 1 (dynamic), 2 (static), 3 (undo) or 4 (differencing)");
    }
    if (header.sectorBytes() != SECTOR) {
      throw new UnsupportedImageException(source + ": VDI header: sector size at 360 is "
          + header.sectorBytes() + ", expected 512");
    }
    limits.unit(source, "block size at 376", header.blockBytes());
    if (header.blockBytes() < SECTOR || Long.bitCount(header.blockBytes()) != 1) {
      throw corrupt(
          "block size", 0x178, Long.toString(header.blockBytes()), "a power of two from 512 on");
    }
    if (header.extraBytes() > MOST_EXTRA || header.extraBytes() % SECTOR != 0) {
      throw corrupt(
          "extra space of a block", 0x17c, Long.toString(header.extraBytes()), "whole sectors");
    }
    places(header);
  }

  private void places(VdiHeader header) throws ImageException {
    if (!header.old()) {
      stated("block map", 0x154, header.mapAt());
      stated("first block", 0x158, header.dataAt());
    }
    long needed = header.neededBlocks();
    if (header.blocks() < needed) {
      throw corrupt(
          "number of blocks", 0x180, Long.toString(header.blocks()), "at least " + needed);
    }
    if (header.mapAt() > source.size() || needed * Integer.BYTES > source.size() - header.mapAt()) {
      throw corrupt(
          "block map",
          0x154,
          "at " + header.mapAt() + " with " + needed + " entries",
          "that it ends before the file does at " + source.size());
    }
    long mapEnd = header.mapAt() + needed * Integer.BYTES;
    if (header.mapAt() <= header.dataAt() && header.dataAt() < mapEnd) {
      throw corrupt(
          "first block", 0x158, "at " + header.dataAt(), "none in the map up to " + mapEnd);
    }
  }

  private void stated(String field, int at, long place) throws CorruptImageException {
    if (place % SECTOR != 0 || place < VdiHeader.BYTES) {
      throw corrupt(field, at, "at " + place, "a sector behind the header");
    }
  }

  private CorruptImageException corrupt(String field, int at, String found, String expected) {
    return new CorruptImageException(source + ": VDI header: " + field + " at " + at + " is "
        + found + ", expected " + expected);
  }
}
