// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.format.ContentSum;
import org.diskmill.image.format.SummingEncoder;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.Unit;
import org.diskmill.image.write.UnitEncoder;
import org.diskmill.io.Sink;

/** Lays a disk out in one file or several, beside their descriptor. */
final class ExtentsWriter implements ImageWriter {
  private final List<ImageWriter> extents;
  private final long extentBytes;
  private final DescriptorBytes descriptor;
  private final Sink main;
  private final ContentSum content = new ContentSum();

  /**
   * A writer of these extents.
   *
   * @param extentBytes how much of the disk each holds, but for the last
   * @param main takes the descriptor
   */
  ExtentsWriter(
      List<ImageWriter> extents, long extentBytes, DescriptorBytes descriptor, Sink main) {
    this.extents = List.copyOf(extents);
    this.extentBytes = extentBytes;
    this.descriptor = descriptor;
    this.main = main;
  }

  @Override
  public void begin(ExtentCursor everything) throws IOException {
    MapParts parts = new MapParts(everything);
    for (int i = 0; i < extents.size(); i++) {
      extents.get(i).begin(parts.next(extentBytes));
    }
  }

  @Override
  public UnitEncoder encoder() {
    List<UnitEncoder> encoders = extents.stream().map(ImageWriter::encoder).toList();
    return new SummingEncoder(new Encoders(encoders), content);
  }

  @Override
  public void put(EncodedUnit unit) throws IOException {
    extents.get(index(unit.offset())).put(unit);
  }

  private int index(long offset) {
    return (int) (offset / extentBytes);
  }

  @Override
  public void finish() throws IOException {
    for (ImageWriter extent : extents) {
      extent.finish();
    }
    main.write(descriptor.file(ContentId.of(content.value())));
  }

  @Override
  public void close() throws IOException {
    for (ImageWriter extent : extents) {
      extent.close();
    }
  }

  /** The parallel half: each unit is its extent's. */
  private final class Encoders implements UnitEncoder {
    private final List<UnitEncoder> encoders;

    Encoders(List<UnitEncoder> encoders) {
      this.encoders = encoders;
    }

    @Override
    public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
      return of(unit.offset()).encode(unit, space);
    }

    @Override
    public boolean joins(long first, long next) {
      return index(first) == index(next) && of(first).joins(first, next);
    }

    @Override
    public EncodedUnit settle(EncodedUnit stretch) throws IOException {
      return of(stretch.offset()).settle(stretch);
    }

    @Override
    public void close() {
      encoders.forEach(UnitEncoder::close);
    }

    private UnitEncoder of(long offset) {
      return encoders.get(index(offset));
    }
  }
}
