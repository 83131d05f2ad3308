// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sinks;
import org.diskmill.io.Source;
import org.diskmill.testkit.Allocated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a conversion leaves to the garbage collector. */
class GarbageTest {
  private static final int MIB = 1 << 20;

  /** In bytes. A view of a buffer takes 64, and each unit has its share of what a batch of 16 takes. */
  private static final long MOST_FOR_A_UNIT = 200;

  private static final int UNIT = 64 << 10;

  @TempDir
  private Path directory;

  /** A disk without zeros that makes no objects when it is read. */
  private record Full(long size) implements Source {
    private static final byte[] BYTES = new byte[MIB];

    static {
      Arrays.fill(BYTES, (byte) 7);
    }

    @Override
    public int read(long offset, ByteBuffer dst) {
      int count = (int) Math.min(dst.remaining(), size - offset);
      for (int left = count; left > 0; left -= Math.min(left, MIB)) {
        dst.put(BYTES, 0, Math.min(left, MIB));
      }
      return count;
    }

    @Override
    public void close() {}
  }

  /** Converts on the calling thread. */
  private interface Run {
    void convert(Conversion conversion) throws IOException;
  }

  private static long allocated(int mebibytes, WriteOptions target, Run run) throws IOException {
    try (DiskImage image = Images.open(new Full((long) mebibytes * MIB), OpenOptions.as("raw"))) {
      Conversion conversion = Conversion.of(image, target).on(Runnable::run, 1);
      long before = Allocated.bytes();
      run.convert(conversion);
      return Allocated.bytes() - before;
    }
  }

  private static void littleForAUnit(WriteOptions target, Run run) throws IOException {
    // The first of each loads classes and makes the buffers that all batches share.
    allocated(4, target, run);
    long few = allocated(4, target, run);
    long many = allocated(68, target, run);
    long each = (many - few) / (64 * MIB / UNIT);
    assertTrue(each <= MOST_FOR_A_UNIT, target + ": " + each + " bytes a unit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "qcow2"})
  void aPlainUnitLeavesLittle(String format) throws IOException {
    littleForAUnit(WriteOptions.of(format), conversion -> {
      try (PendingFile file = PendingFile.at(directory.resolve("file"))) {
        conversion.writeTo(file.sink(), Job.unattended());
      }
    });
  }

  @Test
  void aPlainUnitOfAStreamLeavesLittle() throws IOException {
    littleForAUnit(
        WriteOptions.of("raw"),
        conversion -> conversion.writeTo(Sinks.counting(), Job.unattended()));
  }
}
