// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Backing;
import org.diskmill.image.format.DifferenceSum;
import org.diskmill.image.format.DifferingSectors;
import org.diskmill.image.format.SparseOutput;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.ReservingSink;

/**
 * Lays out a differencing disk. Which sectors differ is found by comparing, so that places are not
 * known beforehand: what comes first is left open and filled at the end.
 */
final class DifferencingWriter implements ImageWriter {
  static final DifferingSectors SECTORS =
      new DifferingSectors(DynamicLayout.BLOCK, DynamicLayout.BITMAP, true);

  private final VhdOptions kind;
  private final long diskBytes;
  private final ChildHeader header;
  private final ByteBuffer head;
  private final ReservingSink sink;
  private final SparseOutput out;
  private final DifferenceSum content = new DifferenceSum();
  private final ReservingSink.Reservation beginning;

  DifferencingWriter(VhdOptions kind, long diskBytes, ChildHeader header, ReservingSink sink)
      throws IOException {
    this.kind = kind;
    this.diskBytes = diskBytes;
    this.header = header;
    this.head = header.empty();
    this.sink = sink;
    this.out = new SparseOutput(sink);
    this.beginning = sink.reserve(header.bytes());
  }

  @Override
  public UnitEncoder encoder() {
    return SECTORS;
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    long at = place(out.position());
    out.zerosTo(at);
    int block = (int) (unit.offset() / DynamicLayout.BLOCK);
    head.putInt(header.tableAt() + block * Integer.BYTES, (int) (at / VhdGeometry.SECTOR));
    content.add(unit);
    out.write(unit.bytes());
  }

  /** The next place for a bitmap whose data are to lie at a page. */
  private static long place(long from) {
    long data = (from + DynamicLayout.BITMAP + DynamicLayout.PAGE - 1)
        / DynamicLayout.PAGE
        * DynamicLayout.PAGE;
    return data - DynamicLayout.BITMAP;
  }

  @Override
  public void finish() throws IOException {
    UUID uuid = kind.uuid().orElseGet(this::uuid);
    ByteBuffer footer =
        FooterBytes.of(VhdFooter.DIFFERENCING, diskBytes, kind.geometryFor(diskBytes), uuid);
    head.put(0, footer, 0, VhdFooter.BYTES);
    sink.write(footer);
    beginning.fill(head.clear());
  }

  /** The same for the same differences from the same parent. */
  private UUID uuid() {
    return FooterBytes.id("vhd differencing " + header.parent() + " " + diskBytes + " "
        + content.value() + " " + kind.backing().map(Backing::path).orElse(""));
  }

  static SizeEstimate estimate(VhdOptions kind, long diskBytes, ExtentCursor map)
      throws IOException {
    long blocks = DynamicLayout.blocks(diskBytes);
    long most = Allocation.ofDifferences(map, blocks, DynamicLayout.BLOCK).count();
    long end = new ChildHeader(kind.backing().orElseThrow(), new UUID(0, 0), diskBytes).bytes();
    if (most > 0) {
      long stride = DynamicLayout.BLOCK + DynamicLayout.PAGE;
      end = place(end) + DynamicLayout.BITMAP + DynamicLayout.BLOCK + (most - 1) * stride;
    }
    return new SizeEstimate(end + VhdFooter.BYTES, most == 0);
  }

  @Override
  public void close() {}
}
