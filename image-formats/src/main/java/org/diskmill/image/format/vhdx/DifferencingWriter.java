// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.diskmill.image.format.DifferenceSum;
import org.diskmill.image.format.DifferingSectors;
import org.diskmill.image.format.SparseOutput;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.ReservingSink;

/**
 * Lays out a differencing disk: what comes first is left open, blocks follow in guest order, and
 * after those of a chunk comes the chunk's sector bitmap, unless all of them are whole.
 */
final class DifferencingWriter implements ImageWriter {
  private static final int UNIT = 1 << 20;
  private static final int UNIT_BITS = UNIT / DifferingSectors.SECTOR / Byte.SIZE;

  static final DifferingSectors SECTORS = new DifferingSectors(UNIT, UNIT_BITS, false);

  private final ChildShape shape;
  private final SparseOutput out;
  private final DifferenceSum content = new DifferenceSum();
  private final ReservingSink.Reservation head;
  private final ReservingSink.Reservation metadata;
  private final ReservingSink.Reservation table;
  private final ByteBuffer entries;
  private final ByteBuffer bitmap =
      ByteBuffer.allocate((int) VhdxPlaces.MIB).order(ByteOrder.LITTLE_ENDIAN);
  private long block = -1;
  private long placeOfBlock;
  private long sectorsOfBlock;
  private boolean needsBitmap;

  DifferencingWriter(ChildShape shape, ReservingSink sink) throws IOException {
    this.shape = shape;
    VhdxPlaces places = shape.places();
    this.out = new SparseOutput(sink);
    this.head = sink.reserve(HeadBytes.BYTES);
    out.zerosTo(places.metadataAt());
    this.metadata = sink.reserve(shape.metadata(Identity.NONE).remaining());
    out.zerosTo(places.tableAt());
    this.table = sink.reserve((int) places.tableBytes());
    this.entries = ByteBuffer.allocate((int) places.tableBytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public UnitEncoder encoder() {
    return SECTORS;
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    content.add(unit);
    long wanted = unit.offset() / shape.blockBytes();
    if (wanted != block) {
      endBlock();
      if (block >= 0 && wanted / shape.bat().chunk() != block / shape.bat().chunk()) {
        endChunk();
      }
      block = wanted;
      placeOfBlock = out.position();
      sectorsOfBlock = 0;
    }
    int within = (int) (unit.offset() % shape.blockBytes());
    ByteBuffer bits = unit.bytes().slice(0, UNIT_BITS);
    for (int i = 0; i < UNIT_BITS; i += Long.BYTES) {
      sectorsOfBlock += Long.bitCount(bits.getLong(i));
    }
    bitmap.put(bitsOf(block) + within / UNIT * UNIT_BITS, bits, 0, UNIT_BITS);
    out.zerosTo(placeOfBlock + within);
    out.write(unit.bytes().slice(UNIT_BITS, UNIT));
  }

  /** Where in the chunk's bitmap the bits of a block begin. */
  private int bitsOf(long index) {
    return (int) (index % shape.bat().chunk()) * (shape.blockBytes() / UNIT * UNIT_BITS);
  }

  private void endBlock() throws IOException {
    if (block < 0) {
      return;
    }
    out.zerosTo(placeOfBlock + shape.blockBytes());
    boolean whole = sectorsOfBlock == shape.sectorsIn(block);
    needsBitmap |= !whole;
    int state = whole ? Bat.PRESENT : Bat.PARTLY_PRESENT;
    entry(shape.bat().payload(block), Bat.entry(placeOfBlock, state));
  }

  private void endChunk() throws IOException {
    if (needsBitmap) {
      entry(shape.bat().bitmap(block), Bat.entry(out.position(), Bat.PRESENT));
      out.write(bitmap.clear());
    }
    Arrays.fill(bitmap.array(), (byte) 0);
    needsBitmap = false;
  }

  private void entry(long index, long entry) {
    entries.putLong((int) index * Bat.ENTRY_BYTES, entry);
  }

  @Override
  public void finish() throws IOException {
    if (block >= 0) {
      endBlock();
      endChunk();
    }
    String disk = shape.parent() + " " + shape.diskBytes() + " " + shape.blockBytes();
    Identity identity = Identity.of(shape.kind(), "differencing " + disk + " " + content.value());
    head.fill(HeadBytes.of(shape.places(), identity));
    metadata.fill(shape.metadata(identity));
    table.fill(entries.clear());
  }

  @Override
  public void close() {}
}
