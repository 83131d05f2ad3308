// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.image.format.DifferenceSum;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;

/**
 * Lays out what differs from a parent, as one sparse extent that holds its descriptor, or as several
 * beside theirs.
 */
final class DeltaWriter implements ImageWriter {
  private final List<DeltaExtentWriter> extents;
  private final long extentBytes;
  private final DescriptorBytes descriptor;
  private final Sink main;
  private final long parentCid;
  private final DifferenceSum content = new DifferenceSum();

  /**
   * A writer of these extents.
   *
   * @param extentBytes how much of the disk each holds, but for the last
   * @param parentCid the content id of the disk below
   * @param main takes the descriptor where there is more than an extent for it
   */
  DeltaWriter(
      List<DeltaExtentWriter> extents,
      long extentBytes,
      DescriptorBytes descriptor,
      long parentCid,
      Sink main) {
    this.extents = List.copyOf(extents);
    this.extentBytes = extentBytes;
    this.descriptor = descriptor;
    this.main = main;
    this.parentCid = parentCid;
  }

  @Override
  public UnitEncoder encoder() {
    return (unit, space) ->
        unit.zero() ? EncodedUnit.zero(unit) : EncodedUnit.plain(unit, unit.plain());
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    content.add(unit);
    int index = (int) (unit.offset() / extentBytes);
    extents.get(index).put(unit.offset() % extentBytes, unit);
  }

  @Override
  public void finish() throws IOException {
    long cid = ContentId.of(content.value() ^ parentCid);
    boolean alone = extentBytes == Long.MAX_VALUE;
    for (DeltaExtentWriter extent : extents) {
      extent.finish(alone ? descriptor.embedded(cid) : ByteBuffer.allocate(0));
    }
    if (!alone) {
      main.write(descriptor.file(cid));
    }
  }

  @Override
  public void close() {}
}
