// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A window on another source. */
final class SliceSource implements SparseSource, InFile {
  private final String name;
  private final Source whole;
  private final long at;
  private final long length;

  SliceSource(String name, Source whole, long at, long length) {
    Ranges.requireInside(at, length, whole.size());
    this.name = name;
    this.whole = whole;
    this.at = at;
    this.length = length;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    Ranges.requireOffset(offset);
    if (offset >= length) {
      return -1;
    }
    int end = dst.limit();
    dst.limit((int)
        Math.min(end, dst.position() + Math.min(length - offset, Integer.MAX_VALUE / 2)));
    try {
      return whole.read(at + offset, dst);
    } finally {
      dst.limit(end);
    }
  }

  @Override
  public Run runAt(long offset, long limit) throws IOException {
    Ranges.requireInside(offset, 1, length);
    if (!(whole instanceof SparseSource sparse)) {
      return new Run(0, length, false);
    }
    Run run = sparse.runAt(at + offset, at + Math.min(limit, length));
    long start = Math.max(0, run.at() - at);
    return new Run(start, Math.min(length, run.end() - at) - start, run.hole());
  }

  @Override
  public long shareWith(FileOps.Sharing file, long offset, long count, long to) throws IOException {
    Ranges.requireInside(offset, count, length);
    return whole instanceof InFile stored ? stored.shareWith(file, at + offset, count, to) : 0;
  }

  @Override
  public Object identity() {
    return List.of(whole.identity(), at, length);
  }

  @Override
  public ReadHints hints() {
    return whole.hints();
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return name;
  }
}
