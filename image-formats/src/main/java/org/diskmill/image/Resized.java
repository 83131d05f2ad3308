// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.diskmill.io.ClosedFileException;
import org.diskmill.io.Zeros;
import org.jspecify.annotations.Nullable;

/** A disk that ends elsewhere: earlier, or after zeros. */
final class Resized implements DiskImage {
  private final DiskImage image;
  private final long size;
  private volatile boolean closed;

  Resized(DiskImage image, long size) {
    this.image = image;
    this.size = size;
  }

  @Override
  public ImageInfo info() {
    return image.info();
  }

  @Override
  public List<ImageInfo> chain() {
    return image.chain();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, ByteBuffer dst) throws IOException {
    require(offset, offset + dst.remaining());
    int there = (int) Math.max(0, Math.min(image.size() - offset, dst.remaining()));
    int end = dst.limit();
    if (there > 0) {
      image.read(offset, dst.limit(dst.position() + there));
    }
    dst.limit(end);
    if (dst.hasRemaining()) {
      requireOpen(offset + there);
    }
    Zeros.fill(dst, dst.remaining());
  }

  @Override
  public ExtentCursor extents(long from, long to) {
    require(from, to);
    long end = Math.min(to, image.size());
    ExtentCursor inside = from < end ? image.extents(from, end) : new Nothing();
    return new Followed(inside, Math.max(from, end), to);
  }

  private void require(long from, long to) {
    if (from < 0 || from > to || to > size) {
      throw new IllegalArgumentException(
          "from " + from + ", to " + to + ": not inside a disk of " + size + " bytes");
    }
  }

  private void requireOpen(long offset) throws IOException {
    if (closed) {
      throw new ClosedFileException(info().name() + ": was closed before reading at " + offset);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    image.close();
  }

  private static final class Nothing implements ExtentCursor {
    @Override
    public Extent.@Nullable Resolved next() {
      return null;
    }

    @Override
    public int depth() {
      return 0;
    }
  }

  /** Runs, and a hole after them. */
  private final class Followed implements ExtentCursor {
    private final ExtentCursor runs;
    private final long to;
    private long holeAt;

    Followed(ExtentCursor runs, long holeAt, long to) {
      this.runs = runs;
      this.holeAt = holeAt;
      this.to = to;
    }

    @Override
    public Extent.@Nullable Resolved next() throws IOException {
      Extent.Resolved run = runs.next();
      if (run != null || holeAt >= to) {
        return run;
      }
      requireOpen(holeAt);
      Extent.Hole hole = new Extent.Hole(holeAt, to - holeAt);
      holeAt = to;
      return hole;
    }

    @Override
    public int depth() {
      return runs.depth();
    }
  }
}
