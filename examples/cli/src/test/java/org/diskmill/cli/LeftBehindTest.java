// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.SnapshotInfo;
import org.junit.jupiter.api.Test;

class LeftBehindTest {
  /** An empty disk with so many snapshots. */
  private record Disk(DiskImage empty, int snapshots) implements DiskImage {
    @Override
    public ImageInfo info() {
      SnapshotInfo one = new SnapshotInfo(
          "1", "one", 0, Instant.EPOCH, Duration.ZERO, OptionalLong.empty(), size());
      return new ImageInfo(
          "a\\nb",
          "qcow2",
          size(),
          0,
          OptionalInt.empty(),
          false,
          false,
          List.of(),
          Collections.nCopies(snapshots, one),
          Map.of());
    }

    @Override
    public List<ImageInfo> chain() {
      return List.of(info());
    }

    @Override
    public long size() {
      return empty.size();
    }

    @Override
    public void read(long offset, ByteBuffer dst) throws IOException {
      empty.read(offset, dst);
    }

    @Override
    public ExtentCursor extents(long from, long to) {
      return empty.extents(from, to);
    }

    @Override
    public void close() throws IOException {
      empty.close();
    }
  }

  private static String told(int snapshots) throws IOException {
    StringWriter said = new StringWriter();
    try (DiskImage disk = new Disk(Images.zeros(512), snapshots)) {
      LeftBehind.tell(disk, new PrintWriter(said));
    }
    return said.toString();
  }

  @Test
  void snapshotsThatAreNotTakenOverAreTold() throws IOException {
    String line = "diskmill: a\\nb: its 2 internal snapshots are not taken over";
    assertEquals(line + System.lineSeparator(), told(2));
    assertEquals("", told(0));
  }
}
