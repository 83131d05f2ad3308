// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.io.SparseSource;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Data in sectors that a block's bitmap says were never written. */
class UnmarkedDataTest {
  private static final int BLOCK = 256 << 10;
  private static final byte[] DISK = Patterns.bytes(3, 2 * BLOCK);
  private static final int TABLE = 1536;

  private final byte[] file = VhdFiles.dynamic(DISK, BLOCK);
  private final int bitmap = ByteBuffer.wrap(file).getInt(TABLE) * 512;
  private final int data = bitmap + 512;

  /** A file with a hole that nobody may read. */
  private record Holey(Source bytes, long from, long to) implements SparseSource {
    @Override
    public Run runAt(long offset, long limit) {
      if (offset < from) {
        return new Run(0, from, false);
      }
      return offset < to ? new Run(from, to - from, true) : new Run(to, bytes.size() - to, false);
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public int read(long offset, ByteBuffer dst) throws IOException {
      if (offset < to && offset + dst.remaining() > from) {
        fail("the hole was read at " + offset);
      }
      return bytes.read(offset, dst);
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }

  private static CheckReport check(Source source) throws IOException {
    return Checks.check(source, OpenOptions.as("vhd"), Job.unattended()).orElseThrow();
  }

  @Test
  void isFoundAlsoInTheLastOfThem() throws IOException {
    Arrays.fill(file, bitmap, data, (byte) 0);
    Arrays.fill(file, data, data + BLOCK - 1, (byte) 0);
    file[data + BLOCK - 1] = 1;
    CheckReport report = check(Sources.bytes("a.vhd", ByteBuffer.wrap(file)));
    assertEquals(1, report.corruptions(), report.toString());
    assertTrue(report.findings().toString().contains("never written"), report.toString());
  }

  @Test
  void isNotLookedForInHoles() throws IOException {
    Arrays.fill(file, bitmap, data + BLOCK, (byte) 0);
    Source bytes = Sources.bytes("a.vhd", ByteBuffer.wrap(file));
    CheckReport report = check(new Holey(bytes, data, data + BLOCK));
    assertTrue(report.clean(), report.toString());
  }
}
