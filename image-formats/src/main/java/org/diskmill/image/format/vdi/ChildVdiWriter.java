// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import org.diskmill.image.format.DifferenceSum;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.ReservingSink;

/**
 * Lays out a differencing VDI: header and map are left open, and blocks follow in guest order as they
 * come. What is the same as in the parent is only known once it is read, so no map can decide this
 * beforehand.
 */
final class ChildVdiWriter implements ImageWriter {
  private final VdiLayout layout;
  private final VdiIds ids;
  private final ReservingSink out;
  private final ReservingSink.Reservation header;
  private final MapWriter map;
  private final DifferenceSum content = new DifferenceSum();
  private int stored;

  /** A writer to the sink's position and on. */
  ChildVdiWriter(VdiLayout layout, VdiIds ids, ReservingSink out) throws IOException {
    long start = out.position();
    this.layout = layout;
    this.ids = ids;
    this.out = out;
    this.header = out.reserve(VdiLayout.MAP_AT);
    this.map = new MapWriter(layout.blocks(), out);
    out.zeros(start + layout.dataAt() - out.position());
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) ->
        unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.plain(unit, unit.plain());
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    long block = unit.offset() / VdiLayout.BLOCK;
    content.add(unit);
    if (unit.form() != EncodedUnit.Form.ZERO) {
      map.put(block, stored++);
      out.write(unit.bytes());
    } else {
      map.put(block, (int) BlockMap.DISCARDED);
    }
  }

  @Override
  public void finish() throws IOException {
    map.finish();
    VdiIds ofAll = ids.holding(stored + " " + content.value());
    header.fill(VdiHeaderBytes.of(layout, VdiHeader.DIFFERENCING, stored, ofAll));
  }

  @Override
  public void close() {}
}
