// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Beginning;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.io.Sink;

/** A dynamic VDI, or a static one, which stores every block. */
record DynamicLayout(VdiLayout places, VdiIds ids, int kind, Allocation allocation)
    implements BlockLayout {
  @Override
  public int blockBytes() {
    return VdiLayout.BLOCK;
  }

  @Override
  public long placeOf(long block) {
    return places.fileBytes(allocation.rank(block));
  }

  @Override
  public long endOfData() {
    return places.fileBytes(allocation.count());
  }

  @Override
  public void head(Beginning out) throws IOException {
    out.telling(VdiLayout.MAP_AT, content -> header(ids.holding("" + content)));
    ByteBuffer map = VdiHeaderBytes.room(BlockMap.AT_ONCE * Integer.BYTES);
    int next = 0;
    for (long block = 0; block < places.blocks(); block++) {
      if (!map.hasRemaining()) {
        out.write(map.flip());
        map.clear();
      }
      map.putInt(allocation.has(block) ? next++ : (int) BlockMap.UNALLOCATED);
    }
    out.write(map.flip());
    out.zerosTo(places.dataAt());
  }

  private ByteBuffer header(VdiIds whole) {
    return VdiHeaderBytes.of(places, kind, allocation.count(), whole);
  }

  @Override
  public void tail(Sink out, long content) {
    // Blocks are the last thing in the file.
  }

  @Override
  public Told told() {
    return Told.AT_THE_BEGINNING;
  }
}
