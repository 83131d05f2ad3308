// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diskmill.io.ReadHints;
import org.diskmill.io.Source;
import org.diskmill.io.Zeros;

/**
 * A file with some of its pages replaced, which leaves the file itself alone. Filled by one thread,
 * then safe for use by many.
 */
final class PatchedSource implements Source {
  private final Source file;
  private final TreeMap<Long, Patch> patches = new TreeMap<>();
  private long size;

  /** Bytes in place of the file's; zeros where there are none. */
  private record Patch(long at, long length, Optional<ByteBuffer> bytes) {
    long end() {
      return at + length;
    }
  }

  PatchedSource(Source file) {
    this.file = file;
    this.size = file.size();
  }

  /** Makes the file at least that long. */
  void extend(long bytes) {
    size = Math.max(size, bytes);
  }

  /** Replaces one page; all pages have the same size and are aligned to it. */
  void page(long at, ByteBuffer bytes) {
    clear(at, at + bytes.remaining());
    patches.put(at, new Patch(at, bytes.remaining(), Optional.of(bytes)));
  }

  /** Replaces whole pages by zeros, or none. */
  void zeros(long at, long length) {
    if (length == 0) {
      return;
    }
    clear(at, at + length);
    patches.put(at, new Patch(at, length, Optional.empty()));
  }

  /** Takes away what lies there; only zeros can reach beyond, and what does is kept. */
  private void clear(long from, long to) {
    Map.Entry<Long, Patch> before = patches.lowerEntry(from);
    if (before != null && before.getValue().end() > from) {
      Patch cut = before.getValue();
      keep(cut.at(), from);
      keep(to, cut.end());
    }
    Map.Entry<Long, Patch> last = patches.lowerEntry(to);
    if (last != null) {
      keep(to, last.getValue().end());
    }
    patches.subMap(from, to).clear();
  }

  private void keep(long from, long to) {
    if (from < to) {
      patches.put(from, new Patch(from, to - from, Optional.empty()));
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    if (offset >= size) {
      return -1;
    }
    Map.Entry<Long, Patch> floor = patches.floorEntry(offset);
    if (floor != null && floor.getValue().end() > offset) {
      return read(floor.getValue(), offset, dst);
    }
    Long next = patches.higherKey(offset);
    long end = Math.min(size, next == null ? Long.MAX_VALUE : next);
    if (offset >= file.size()) {
      return zeros(end - offset, dst);
    }
    int limit = dst.limit();
    dst.limit(dst.position() + (int) Math.min(dst.remaining(), end - offset));
    try {
      return file.read(offset, dst);
    } finally {
      dst.limit(limit);
    }
  }

  private static int read(Patch patch, long offset, ByteBuffer dst) {
    if (patch.bytes().isEmpty()) {
      return zeros(patch.end() - offset, dst);
    }
    int count = (int) Math.min(dst.remaining(), patch.end() - offset);
    dst.put(patch.bytes().get().slice((int) (offset - patch.at()), count));
    return count;
  }

  private static int zeros(long most, ByteBuffer dst) {
    int count = (int) Math.min(dst.remaining(), most);
    Zeros.fill(dst, count);
    return count;
  }

  @Override
  public ReadHints hints() {
    return file.hints();
  }

  /** The file stays its opener's. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return file.toString();
  }
}
