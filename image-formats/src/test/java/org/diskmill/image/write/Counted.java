// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.DamagedStreamException;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.Unpacker;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.image.format.qcow2.CountedPacking;
import org.diskmill.io.Source;

/** The workers' half of a conversion to qcow2, batch by batch, with everything counted. */
final class Counted implements AutoCloseable {
  static final int UNIT = 64 << 10;

  private final DiskImage image;
  private final UnitEncoder encoder;
  private final CountedPacking packing;
  private final AtomicInteger encoded = new AtomicInteger();
  private final AtomicInteger unpacked = new AtomicInteger();
  private final Unpackers unpackers = new Unpackers(kind -> new Counting(Codecs.unpacker(kind)));
  private final BatchTask task;

  /** Looks at what is encoded. */
  interface Look {
    /** Each unit, before. */
    default void at(Unit unit) throws IOException {}

    /** What becomes of neighbours that are left as they are. */
    default void at(EncodedUnit stretch) {}
  }

  private Counted(DiskImage image, UnitEncoder encoder, CountedPacking packing, Look look) {
    this.image = image;
    this.encoder = encoder;
    this.packing = packing;
    UnitEncoder counting = new UnitEncoder() {
      @Override
      public EncodedUnit encode(Unit unit, ByteBuffer space) throws IOException {
        encoded.incrementAndGet();
        look.at(unit);
        return encoder.encode(unit, space);
      }

      @Override
      public EncodedUnit settle(EncodedUnit stretch) {
        look.at(stretch);
        return stretch;
      }
    };
    WriterNeeds needs = new WriterNeeds(UNIT, UNIT, false, false);
    this.task = new BatchTask(needs, 1 << 20, counting, unpackers, true);
  }

  /** To compressed clusters. */
  static Counted of(Source source, String format) throws IOException {
    CountedPacking packing = new CountedPacking();
    DiskImage image = Images.open(source, OpenOptions.as(format));
    return new Counted(image, packing.encoder(Packing.DEFLATE), packing, new Look() {});
  }

  static Counted of(Source source, String format, UnitEncoder encoder, Look look)
      throws IOException {
    DiskImage image = Images.open(source, OpenOptions.as(format));
    return new Counted(image, encoder, new CountedPacking(), look);
  }

  /** Does all of the work. */
  void all() throws IOException {
    Batches batches = batches();
    for (Batch next = batches.next(); next != null; next = batches.next()) {
      task.run(List.of(next)).release().run();
    }
  }

  /** The same, but nobody is done with any batch before the last. */
  List<EncodedBatch> begun() throws IOException {
    List<EncodedBatch> encoded = new ArrayList<>();
    Batches batches = batches();
    for (Batch next = batches.next(); next != null; next = batches.next()) {
      encoded.add(task.run(List.of(next)));
    }
    return encoded;
  }

  private Batches batches() throws IOException {
    return Overlaid.alone(image).batches(UNIT, 1 << 20);
  }

  int encoded() {
    return encoded.get();
  }

  int packed() {
    return packing.packed();
  }

  int unpacked() {
    return unpacked.get();
  }

  int buffersMade() {
    return task.buffersMade();
  }

  @Override
  public void close() throws IOException {
    try (image;
        encoder;
        unpackers) {
      encoded.set(0);
    }
  }

  private final class Counting implements Unpacker {
    private final Unpacker inner;

    Counting(Unpacker inner) {
      this.inner = inner;
    }

    @Override
    public void unpack(ByteBuffer stored, ByteBuffer plain) throws DamagedStreamException {
      unpacked.incrementAndGet();
      inner.unpack(stored, plain);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
