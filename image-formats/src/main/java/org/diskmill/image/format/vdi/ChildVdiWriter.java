// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
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
  private final ReservingSink.Reservation front;
  private final ByteBuffer frontBytes;
  private int stored;

  /** A writer to the sink's position and on. */
  ChildVdiWriter(VdiLayout layout, VdiIds ids, ReservingSink out) throws IOException {
    this.layout = layout;
    this.ids = ids;
    this.out = out;
    this.frontBytes = VdiHeaderBytes.room(layout.dataAt());
    this.front = out.reserve(layout.dataAt());
    for (int block = 0; block < layout.blocks(); block++) {
      map(block, (int) BlockMap.UNALLOCATED);
    }
  }

  private void map(int block, int entry) {
    frontBytes.putInt(VdiLayout.MAP_AT + block * Integer.BYTES, entry);
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) ->
        unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.plain(unit, unit.plain());
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    int block = (int) (unit.offset() / VdiLayout.BLOCK);
    if (unit.form() != EncodedUnit.Form.ZERO) {
      map(block, stored++);
      out.write(unit.bytes());
    } else {
      map(block, (int) BlockMap.DISCARDED);
    }
  }

  @Override
  public void finish() throws IOException {
    VdiHeaderBytes.put(frontBytes, layout, VdiHeader.DIFFERENCING, stored, ids);
    front.fill(frontBytes.clear());
  }

  @Override
  public void close() {}
}
