// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.image.write.ZeroRuns;
import org.diskmill.io.ReservingSink;
import org.diskmill.io.Sink;

/**
 * Lays out an expanding file: header and table, then clusters in guest order. Zeros at a cluster's
 * beginning and end are left out of a new file, which has holes there.
 */
final class ParallelsWriter implements ImageWriter {
  private final FileLayout layout;
  private final ReservingSink out;
  private final TableWriter table;
  private final Optional<Sink> descriptor;
  private final Optional<String> name;
  private long next;

  /**
   * Begins a file.
   *
   * @param descriptor where the DiskDescriptor.xml goes, if one is wanted
   * @param name the file's plain name, which that has in it
   */
  ParallelsWriter(
      FileLayout layout, ReservingSink out, Optional<Sink> descriptor, Optional<String> name)
      throws IOException {
    this.layout = layout;
    this.out = out;
    this.table = new TableWriter(layout, out);
    this.descriptor = descriptor;
    this.name = name;
    this.next = layout.frontClusters();
  }

  @Override
  public UnitEncoder encoder() {
    // Clusters are large, and often only a little of one is not zeros.
    return (unit, space) -> {
      ByteBuffer data = ZeroRuns.trimmed(unit.plain());
      return data.hasRemaining()
          ? new EncodedUnit(unit.offset() + data.position(), EncodedUnit.Form.PLAIN, data)
          : EncodedUnit.zero(unit);
    };
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    long before = unit.offset() % layout.clusterBytes();
    long behind = layout.clusterBytes() - before - unit.bytes().remaining();
    table.put(unit.offset() / layout.clusterBytes(), next++);
    out.zeros(before);
    out.write(unit.bytes());
    out.zeros(behind);
  }

  @Override
  public void finish() throws IOException {
    table.finish();
    if (descriptor.isPresent()) {
      descriptor.get().write(DescriptorText.of(layout, name));
    }
  }

  @Override
  public void close() {}
}
