// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A file or device, written in order, at places, or both. */
final class FileSink implements PositionedSink, ReservingSink {
  /** The JDK keeps a direct copy of what is written from the heap, one for each thread. */
  private static final int WRITE_AT_ONCE = 1 << 20;

  /** Devices are cleared in whole sectors, files in whole blocks: this is a multiple of both. */
  private static final long CLEARED_BLOCK = 4096;

  /** Below that, writing is as quick. */
  private static final long WORTH_CLEARING = 64 << 10;

  private final String name;
  private final FileChannel channel;
  private final boolean fresh;
  private final FileAbilities abilities;
  private final @Nullable WriteBehind behind;
  private long position;

  /**
   * A sink over a channel, which it closes.
   *
   * @param fresh whether whatever is not written reads as zeros
   * @param abilities what the platform can do to the same file; closed with the sink
   */
  FileSink(String name, FileChannel channel, boolean fresh, FileAbilities abilities) {
    this(name, channel, fresh, abilities, null);
  }

  private FileSink(
      String name,
      FileChannel channel,
      boolean fresh,
      FileAbilities abilities,
      @Nullable WriteBehind behind) {
    this.abilities = abilities;
    this.name = name;
    this.channel = channel;
    this.fresh = fresh;
    this.behind = behind;
  }

  /** A sink over a new file's channel, which it closes; somebody will force the file at its end. */
  static FileSink toBeForced(String name, FileChannel channel, FileAbilities abilities) {
    return new FileSink(name, channel, true, abilities, new WriteBehind(abilities));
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    int count = src.remaining();
    write(position, src);
    position += count;
  }

  @Override
  public void write(long at, ByteBuffer src) throws IOException {
    int end = src.limit();
    long place = at;
    while (src.position() < end) {
      src.limit(Math.min(end, src.position() + WRITE_AT_ONCE));
      place += writeOnce(src, place);
    }
  }

  private int writeOnce(ByteBuffer src, long at) throws IOException {
    try {
      int count = channel.write(src, at);
      if (behind != null) {
        behind.wrote(count);
      }
      return count;
    } catch (IOException failed) {
      throw FileFailures.at(name, at, "writing", failed);
    }
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    transferFrom(source, offset, length, position);
    position += length;
  }

  @Override
  public void transferFrom(Source source, long offset, long length, long at) throws IOException {
    Ranges.requireLength(length);
    ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(Math.max(length, 1), 256 << 10));
    long done = 0;
    while (done < length) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
      SomeBytes.read(source, offset + done, buffer, length - done);
      buffer.flip();
      int count = buffer.remaining();
      write(at + done, buffer);
      done += count;
    }
  }

  @Override
  public void zeros(long length) throws IOException {
    if (fresh) {
      skip(length);
    } else {
      clear(length);
    }
  }

  @Override
  public long share(Source source, long offset, long length, long at) throws IOException {
    if (!fresh || !(source instanceof InFile stored)) {
      return 0;
    }
    FileOps.Sharing sharing = abilities.sharing();
    return sharing == null ? 0 : stored.shareWith(sharing, offset, length, at);
  }

  @Override
  public void skip(long length) {
    Ranges.requireLength(length);
    position += length;
  }

  @Override
  public boolean blank() {
    return fresh;
  }

  @Override
  public Reservation reserve(int length) {
    Ranges.requirePositive(length);
    long at = position;
    position += length;
    return new FileGap(this, at, length);
  }

  @Override
  public long position() {
    return position;
  }

  /** Zeros over what was there: whole blocks by the platform if it can, the rest written. */
  private void clear(long length) throws IOException {
    Ranges.requireLength(length);
    long from = -Math.floorDiv(-position, CLEARED_BLOCK) * CLEARED_BLOCK;
    long to = Math.min(position + length, channel.size()) / CLEARED_BLOCK * CLEARED_BLOCK;
    FileOps.Clearing clearing = to - from < WORTH_CLEARING ? null : abilities.clearing();
    long end = position + length;
    if (clearing != null && clearing.clear(from, to - from)) {
      Zeros.write(this, from - position);
      skip(to - from);
    }
    Zeros.write(this, end - position);
  }

  /** Makes the file as long as its position: a hole at the end is not there until then. */
  void settle() throws IOException {
    if (fresh && channel.size() < position) {
      writeOnce(ByteBuffer.allocate(1), position - 1);
    }
  }

  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try (abilities;
          channel) {
        settle();
      }
    }
  }

  /** Lets go of the file as it is. */
  void abandon() throws IOException {
    try (abilities) {
      channel.close();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
