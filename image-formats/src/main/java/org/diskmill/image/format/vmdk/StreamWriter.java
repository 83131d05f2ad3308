// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;

/**
 * Lays out a streamOptimized VMDK in one pass, as VMware's readers want it: header, descriptor,
 * grains in ascending order, each grain table after its last grain, then the grain directory, the
 * footer and the end-of-stream marker.
 *
 * <p>[VMDK5 "Stream-Optimized Compressed Sparse Extents"]. Places are 32-bit sector numbers, so a
 * file ends at 2 TiB.
 */
final class StreamWriter implements ImageWriter {
  private final long size;
  private final Sink out;
  private final long start;
  private final ByteBuffer directory;
  private final ByteBuffer table =
      ByteBuffer.allocate(Grains.TABLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long tableIndex = -1;

  StreamWriter(ByteBuffer descriptor, long size, Sink out) throws IOException {
    this.size = size;
    this.out = out;
    this.start = out.position();
    long tables = (Grains.count(size) + Grains.PER_TABLE - 1) / Grains.PER_TABLE;
    int directoryBytes = Math.toIntExact(Grains.sectors(tables * Integer.BYTES) * Grains.SECTOR);
    this.directory = ByteBuffer.allocate(directoryBytes).order(ByteOrder.LITTLE_ENDIAN);
    out.write(SparseHeaderBytes.stream(Grains.sectors(size), SparseHeader.IN_FOOTER));
    out.write(descriptor);
    out.zeros((long) SparseHeaderBytes.STREAM_OVERHEAD_SECTORS * Grains.SECTOR
        - (out.position() - start));
  }

  @Override
  public UnitEncoder encoder() {
    return new GrainPacking();
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    if (unit.form() == EncodedUnit.Form.ZERO) {
      return;
    }
    long grain = unit.offset() / Grains.BYTES;
    long index = grain / Grains.PER_TABLE;
    if (index != tableIndex) {
      writeTable();
      tableIndex = index;
      Arrays.fill(table.array(), (byte) 0);
    }
    table.putInt((int) (grain % Grains.PER_TABLE) * Integer.BYTES, sector());
    out.write(unit.bytes());
  }

  private void writeTable() throws IOException {
    if (tableIndex < 0) {
      return;
    }
    out.write(Marker.of(Marker.GRAIN_TABLE, Grains.TABLE_BYTES / Grains.SECTOR));
    directory.putInt((int) tableIndex * Integer.BYTES, sector());
    out.write(table.clear());
  }

  @Override
  public void finish() throws IOException {
    writeTable();
    out.write(Marker.of(Marker.GRAIN_DIRECTORY, directory.capacity() / Grains.SECTOR));
    long directorySector = Integer.toUnsignedLong(sector());
    out.write(directory.clear());
    out.write(Marker.of(Marker.FOOTER, 1));
    out.write(SparseHeaderBytes.stream(Grains.sectors(size), directorySector));
    out.write(Marker.of(Marker.END_OF_STREAM, 0));
  }

  private int sector() throws IOException {
    long sector = (out.position() - start) / Grains.SECTOR;
    if (sector > 0xffff_ffffL) {
      throw new IOException(
          out + ": a streamOptimized VMDK cannot be larger than 2 TiB, which the data exceed");
    }
    return (int) sector;
  }

  @Override
  public void close() {}
}
