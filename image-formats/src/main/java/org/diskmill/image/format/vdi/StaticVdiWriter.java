// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.format.raw.RawBody;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;

/** A static VDI: header, a map that is no surprise, and every block in order. */
final class StaticVdiWriter implements ImageWriter {
  private final VdiLayout layout;
  private final long size;
  private final Sink out;
  private final ImageWriter body;

  StaticVdiWriter(VdiLayout layout, VdiIds ids, long size, Sink out) throws IOException {
    this.layout = layout;
    this.size = size;
    this.out = out;
    ByteBuffer front = VdiHeaderBytes.room(layout.dataAt());
    for (int block = 0; block < layout.blocks(); block++) {
      front.putInt(VdiLayout.MAP_AT + block * Integer.BYTES, block);
    }
    VdiHeaderBytes.put(front, layout, VdiHeader.STATIC, layout.blocks(), ids);
    out.write(front.clear());
    this.body = RawBody.on(out, 0, size);
  }

  @Override
  public UnitEncoder encoder() {
    return body.encoder();
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    body.put(unit);
  }

  @Override
  public void finish() throws IOException {
    body.finish();
    out.zeros(layout.blocks() * VdiLayout.BLOCK - size);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
