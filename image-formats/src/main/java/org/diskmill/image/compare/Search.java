// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ZerosAhead;
import org.diskmill.io.Zeros;

/** One thread's search for a difference. */
final class Search implements Callable<OptionalLong> {
  private final DiskImage a;
  private final DiskImage b;
  private final ZerosAhead zerosOfA;
  private final ZerosAhead zerosOfB;
  private final Stretches stretches;
  private final ByteBuffer bytesA = ByteBuffer.allocateDirect(Stretches.BYTES);
  private final ByteBuffer bytesB = ByteBuffer.allocateDirect(Stretches.BYTES);

  Search(DiskImage a, DiskImage b, Stretches stretches) {
    this.a = a;
    this.b = b;
    this.zerosOfA = new ZerosAhead(a);
    this.zerosOfB = new ZerosAhead(b);
    this.stretches = stretches;
  }

  @Override
  public OptionalLong call() throws IOException {
    for (long from = stretches.next(); from >= 0; from = stretches.next()) {
      long end = stretches.end(from);
      long zeros = zerosUpTo(a, zerosOfA, from, end);
      if (zeros >= end) {
        zeros = Math.min(zeros, zerosUpTo(b, zerosOfB, from, end));
      }
      if (zeros >= end) {
        stretches.skipTo(zeros);
        continue;
      }
      fill(a, from, end, bytesA);
      fill(b, from, end, bytesB);
      int different = bytesA.mismatch(bytesB);
      if (different >= 0) {
        stretches.stop();
        return OptionalLong.of(from + different);
      }
    }
    return OptionalLong.empty();
  }

  /** How far from {@code from} the image is known to be zeros without reading any. */
  private static long zerosUpTo(DiskImage image, ZerosAhead ahead, long from, long end)
      throws IOException {
    if (from >= image.size()) {
      return Long.MAX_VALUE;
    }
    long zeros = ahead.endAt(from, Math.min(end, image.size()));
    return zeros == image.size() ? Long.MAX_VALUE : zeros;
  }

  private static void fill(DiskImage image, long from, long end, ByteBuffer into)
      throws IOException {
    into.clear().limit((int) (end - from));
    int there = (int) Math.max(0, Math.min(end, image.size()) - from);
    if (there > 0) {
      image.read(from, into.slice(0, there));
    }
    Zeros.fill(into.slice(there, into.limit() - there), into.limit() - there);
  }
}
