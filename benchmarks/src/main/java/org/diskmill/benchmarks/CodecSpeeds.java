// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.Packer;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.Unpacker;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.io.Zeros;

/**
 * How fast one core packs and unpacks the 64 KiB units of a disk: the codec's share of the floor that the
 * side-by-side script shows.
 *
 * <p>Takes the path of a raw disk; prints, for each packing, bytes a second packed and unpacked.
 */
public final class CodecSpeeds {
  private static final int UNIT = 64 << 10;
  private static final int UNITS = 1000;
  private static final int ROUNDS = 4;

  private CodecSpeeds() {}

  /** Measures. */
  public static void main(String[] arguments) throws IOException {
    List<ByteBuffer> units = units(Path.of(arguments[0]));
    for (Packing packing : Packing.values()) {
      double[] best = new double[2];
      for (int round = 0; round < ROUNDS; round++) {
        double[] speeds = speeds(packing, units);
        best[0] = Math.max(best[0], speeds[0]);
        best[1] = Math.max(best[1], speeds[1]);
      }
      System.out.printf("%s %.0f %.0f%n", packing, best[0], best[1]);
    }
  }

  /** Units that hold data, from all over the disk. */
  private static List<ByteBuffer> units(Path disk) throws IOException {
    List<ByteBuffer> units = new ArrayList<>();
    try (Source source = Sources.file(disk)) {
      long step = Math.max(UNIT, source.size() / (4L * UNITS) / UNIT * UNIT);
      for (long at = 0; at + UNIT <= source.size() && units.size() < UNITS; at += step) {
        ByteBuffer unit = ByteBuffer.allocateDirect(UNIT);
        source.readFully(at, unit);
        if (!Zeros.only(unit.flip())) {
          units.add(unit);
        }
      }
    }
    return units;
  }

  private static double[] speeds(Packing packing, List<ByteBuffer> units) throws IOException {
    List<ByteBuffer> stored = new ArrayList<>();
    units.forEach(unit -> stored.add(ByteBuffer.allocateDirect(2 * UNIT)));
    double bytes = (double) UNIT * units.size();
    try (Packer packer = Codecs.packer(packing);
        Unpacker unpacker = Codecs.unpacker(packing)) {
      long began = System.nanoTime();
      for (int i = 0; i < units.size(); i++) {
        packer.pack(units.get(i), stored.get(i));
      }
      long packed = System.nanoTime();
      ByteBuffer plain = ByteBuffer.allocateDirect(UNIT);
      for (ByteBuffer one : stored) {
        unpacker.unpack(one.flip(), plain.clear());
      }
      long unpacked = System.nanoTime();
      return new double[] {bytes * 1e9 / (packed - began), bytes * 1e9 / (unpacked - packed)};
    }
  }
}
