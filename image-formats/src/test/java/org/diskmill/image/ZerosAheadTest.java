// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.diskmill.io.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZerosAheadTest {
  private static final long STRETCH = 1 << 20;
  private static final long SIZE = 4096 * STRETCH + 512;

  /** So many stretches of data, then as many of zeros, and so on; its runs are joined. */
  private static final class Striped implements DiskImage {
    private final DiskImage model;
    private final long stripe;
    private long asked;

    Striped(long stretches) throws IOException {
      this.model =
          Images.open(Sources.bytes("model", ByteBuffer.allocate(512)), OpenOptions.as("raw"));
      this.stripe = stretches * STRETCH;
    }

    @Override
    public ImageInfo info() {
      return model.info();
    }

    @Override
    public List<ImageInfo> chain() {
      return model.chain();
    }

    @Override
    public long size() {
      return SIZE;
    }

    private Extent.Resolved run(long at, long to) {
      long end = Math.min(to, (at / stripe + 1) * stripe);
      return at / stripe % 2 == 0
          ? new Extent.Data(at, end - at, Sources.bytes("data", ByteBuffer.allocate(1)), at)
          : new Extent.Hole(at, end - at);
    }

    @Override
    public ExtentCursor extents(long from, long to) {
      Iterator<Extent.Resolved> runs = LongStream.iterate(
              from, at -> at < to, at -> (at / stripe + 1) * stripe)
          .mapToObj(at -> run(at, to))
          .iterator();
      return new ExtentCursor() {
        @Override
        public Extent.@Nullable Resolved next() {
          Extent.Resolved run = runs.hasNext() ? runs.next() : null;
          asked += run == null ? 0 : run.length();
          return run;
        }

        @Override
        public int depth() {
          return 0;
        }
      };
    }

    @Override
    public void read(long offset, ByteBuffer dst) {
      throw new AssertionError("nothing need be read");
    }

    @Override
    public void close() throws IOException {
      model.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 100, 5000})
  void eachPartOfTheMapIsAskedForAFewTimesHoweverFarItsRunsReach(long stretches)
      throws IOException {
    try (Striped disk = new Striped(stretches)) {
      ZerosAhead ahead = new ZerosAhead(disk);
      long stripe = stretches * STRETCH;
      for (long at = 0; at < SIZE; at += STRETCH) {
        long end = Math.min(at + STRETCH, SIZE);
        long zeros = at / stripe % 2 == 0 ? at : Math.min(SIZE, (at / stripe + 1) * stripe);
        assertEquals(zeros, ahead.endAt(at, end), "at " + at);
      }
      assertTrue(disk.asked <= 4 * SIZE, disk.asked + " bytes of the map");
    }
  }
}
