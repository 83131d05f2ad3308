// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.ClosedFileException;
import org.jspecify.annotations.Nullable;

/** A disk whose bytes lie in one file or in a chain of them. Other disk images are views of one. */
final class LayeredImage implements DiskImage {
  private final Layer top;
  private final Opening opening;
  private final Unpackers unpackers = new Unpackers();
  private volatile boolean closed;

  LayeredImage(Layer top, Opening opening) {
    this.top = top;
    this.opening = opening;
  }

  @Override
  public ImageInfo info() {
    return top.info();
  }

  @Override
  public List<ImageInfo> chain() {
    List<ImageInfo> files = new ArrayList<>();
    Layer layer = top;
    files.add(layer.info());
    while (layer.below().isPresent()) {
      layer = layer.below().get();
      files.add(layer.info());
    }
    return files;
  }

  @Override
  public List<DirtyBitmap> bitmaps() {
    return top.bitmaps();
  }

  @Override
  public long size() {
    return top.size();
  }

  @Override
  public void read(long offset, ByteBuffer dst) throws IOException {
    ExtentCursor runs = extents(offset, offset + dst.remaining());
    Reading reading = new Reading(unpackers);
    for (Extent.Resolved run = runs.next(); run != null; run = runs.next()) {
      reading.into(dst, run);
    }
  }

  @Override
  public ExtentCursor extents(long from, long to) {
    if (from < 0 || from > to || to > size()) {
      throw new IllegalArgumentException(
          "from " + from + ", to " + to + ": not inside a disk of " + size() + " bytes");
    }
    return new Joining(new Walk(from, to));
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try (opening) {
      unpackers.close();
    }
  }

  /** Asks down the chain, run after run. */
  private final class Walk implements ExtentCursor {
    private final long to;
    private long at;
    private int depth;

    /**
     * Up to where each layer, by depth, has said already that it leaves all to those below: one that
     * has nothing is not asked again for each short run of theirs.
     */
    private long[] inheritedTo = new long[4];

    Walk(long from, long to) {
      this.at = from;
      this.to = to;
    }

    @Override
    public Extent.@Nullable Resolved next() throws IOException {
      if (at >= to) {
        return null;
      }
      if (closed) {
        // What the map knows without a file would be answered as if nothing had happened.
        throw new ClosedFileException(info().name() + ": was closed before reading at " + at);
      }
      Extent.Resolved run = resolve(at, to);
      at = run.end();
      return run;
    }

    @Override
    public int depth() {
      return depth;
    }

    private Extent.Resolved resolve(long offset, long limit) throws IOException {
      Layer layer = top;
      long end = limit;
      depth = 0;
      while (true) {
        if (depth == inheritedTo.length) {
          inheritedTo = Arrays.copyOf(inheritedTo, 2 * depth);
        }
        if (offset >= inheritedTo[depth]) {
          Extent extent = Objects.requireNonNull(layer.extentAt(offset, end)).clip(offset, end);
          if (extent instanceof Extent.Resolved resolved) {
            return Inside.check(resolved);
          }
          inheritedTo[depth] = extent.end();
        }
        end = Math.min(end, inheritedTo[depth]);
        if (layer.below().isEmpty() || offset >= layer.below().get().size()) {
          // A shorter layer below has nothing to say about what lies past its end.
          return new Extent.Hole(offset, end - offset);
        }
        layer = layer.below().get();
        depth++;
        end = Math.min(end, layer.size());
      }
    }
  }
}
