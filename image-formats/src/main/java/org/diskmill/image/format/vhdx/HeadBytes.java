// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.diskmill.io.Sink;

/** What comes before the table: [MS-VHDX 2.2]. Everything is there twice, as it has to be. */
final class HeadBytes {
  private static final int STEP = 64 << 10;
  private static final String CREATOR = "Diskmill";
  private static final int VERSION = 1;

  private final VhdxOptions kind;
  private final long diskBytes;
  private final int blockBytes;
  private final Identity identity;

  HeadBytes(VhdxOptions kind, long diskBytes, int blockBytes, Identity identity) {
    this.kind = kind;
    this.diskBytes = diskBytes;
    this.blockBytes = blockBytes;
    this.identity = identity;
  }

  /** Writes everything up to the table. */
  void write(Sink out, VhdxLayout layout) throws IOException {
    long start = out.position();
    ByteBuffer identifier = room(STEP);
    identifier.put(0, VhdxFile.SIGNATURE.getBytes(StandardCharsets.US_ASCII));
    identifier.put(8, CREATOR.getBytes(StandardCharsets.UTF_16LE));
    out.write(identifier);
    out.write(header(1, layout));
    out.write(header(2, layout));
    out.write(regions(layout));
    out.write(regions(layout));
    out.zeros(start + layout.metadataAt() - out.position());
    out.write(new MetadataBytes(kind, diskBytes, blockBytes, identity).all());
    out.zeros(start + layout.tableAt() - out.position());
  }

  private ByteBuffer header(long sequence, VhdxLayout layout) {
    ByteBuffer b = room(STEP);
    b.putInt(0, VhdxHeader.SIGNATURE).putLong(8, sequence);
    Guids.put(b, 16, identity.fileWrite());
    Guids.put(b, 32, identity.dataWrite());
    b.putShort(66, (short) VERSION).putInt(68, (int) kind.logBytes()).putLong(72, layout.logAt());
    return b.putInt(Crc.FIELD, Crc.of(b.slice(0, VhdxHeader.BYTES)));
  }

  private ByteBuffer regions(VhdxLayout layout) {
    ByteBuffer b = room(RegionTable.BYTES);
    b.putInt(0, RegionTable.SIGNATURE).putInt(8, 2);
    Guids.put(b, 16, Guids.BAT);
    b.putLong(32, layout.tableAt()).putInt(40, (int) layout.tableBytes()).putInt(44, 1);
    Guids.put(b, 48, Guids.METADATA);
    b.putLong(64, layout.metadataAt()).putInt(72, (int) VhdxLayout.MIB).putInt(76, 1);
    return b.putInt(Crc.FIELD, Crc.of(b));
  }

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
