// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;
import org.diskmill.io.Zeros;

/** Lays out an expanding file: header and table, then clusters in guest order. */
final class ParallelsWriter implements ImageWriter {
  private final FileLayout layout;
  private final ReservingSink out;
  private final TableWriter table;
  private final Optional<Sink> descriptor;
  private long next;

  /**
   * Begins a file.
   *
   * @param descriptor where the DiskDescriptor.xml goes, if one is wanted
   */
  ParallelsWriter(FileLayout layout, ReservingSink out, Optional<Sink> descriptor)
      throws IOException {
    this.layout = layout;
    this.out = out;
    this.table = new TableWriter(layout, out);
    this.descriptor = descriptor;
    this.next = layout.frontClusters();
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) -> {
      ByteBuffer plain = unit.plain();
      return Zeros.only(plain) ? EncodedUnit.zero(unit) : EncodedUnit.plain(unit, plain);
    };
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    table.put(unit.offset() / layout.clusterBytes(), next++);
    out.write(unit.bytes());
  }

  @Override
  public void finish() throws IOException {
    table.finish();
    if (descriptor.isPresent()) {
      descriptor.get().write(DescriptorText.of(layout, out.toString()));
    }
  }

  @Override
  public void close() {}
}
