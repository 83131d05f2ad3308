// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A platform that can clear and share by writing, as well or as badly as a test wants. */
final class FakeFileOps implements FileOps {
  /** How much of what it is asked for is done, in percent; -1 when it cannot even be asked. */
  private final int percent;

  private final AtomicLong cleared = new AtomicLong();
  private final List<FileChannel> opened = new CopyOnWriteArrayList<>();
  private final List<Long> begun = new CopyOnWriteArrayList<>();

  private FakeFileOps(int percent) {
    this.percent = percent;
  }

  static FakeFileOps unable() {
    return new FakeFileOps(-1);
  }

  static FakeFileOps refusing() {
    return new FakeFileOps(0);
  }

  static FakeFileOps failingHalfway() {
    return new FakeFileOps(50);
  }

  static FakeFileOps able() {
    return new FakeFileOps(100);
  }

  /** How many bytes were cleared. */
  long cleared() {
    return cleared.get();
  }

  /** How often it can be asked to write early before it fails, or cannot be asked at all. */
  int writesBack() {
    return percent < 0 ? 0 : percent < 100 ? 1 : Integer.MAX_VALUE;
  }

  /** How long the file was each time that it was to be written to storage early. */
  List<Long> begun() {
    return List.copyOf(begun);
  }

  @Override
  public Optional<HoleMap> holes(Path path) throws IOException {
    return percent < 0 ? Optional.empty() : Optional.of(new Known(open(path)));
  }

  @Override
  public Optional<Clearing> clearing(Path path) throws IOException {
    return percent < 0 ? Optional.empty() : Optional.of(new Zeroing(open(path)));
  }

  @Override
  public Optional<Sharing> sharing(Path path) throws IOException {
    return percent < 0 ? Optional.empty() : Optional.of(new Copied(open(path)));
  }

  @Override
  public Optional<WriteBack> writeBack(Path path) throws IOException {
    return percent < 0 ? Optional.empty() : Optional.of(new Forcing(open(path)));
  }

  /** Whether all that was opened has been closed. */
  boolean allClosed() {
    return opened.stream().noneMatch(FileChannel::isOpen);
  }

  private FileChannel open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    opened.add(file);
    return file;
  }

  @Override
  public String toString() {
    return percent + " %";
  }

  /** Forces at once what was asked to be written soon, or fails; keeps count. */
  private final class Forcing implements WriteBack {
    private final FileChannel file;

    Forcing(FileChannel file) {
      this.file = file;
    }

    @Override
    public void begin() throws IOException {
      begun.add(file.size());
      if (percent < 100) {
        throw new IOException("no");
      }
      file.force(false);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private record Known(FileChannel file) implements HoleMap {
    @Override
    public SparseSource.Run runAt(long offset, long limit, long size) {
      return new SparseSource.Run(0, size, false);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Clears a part, and says that it could not when that is not all. */
  private final class Zeroing implements Clearing {
    private final FileChannel file;

    Zeroing(FileChannel file) {
      this.file = file;
    }

    @Override
    public boolean clear(long at, long length) throws IOException {
      ByteBuffer zeros = ByteBuffer.allocate((int) (length * percent / 100));
      cleared.addAndGet(file.write(zeros, at));
      return percent == 100;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Copies a part, and leaves junk in the rest, as it may. */
  private final class Copied implements Sharing {
    private final FileChannel file;

    Copied(FileChannel file) {
      this.file = file;
    }

    @Override
    public long share(HoleMap source, long offset, long length, long at) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      ((Known) source).file().read(bytes.limit((int) (length * percent / 100)), offset);
      int count = bytes.position();
      file.write(bytes.limit((int) length).rewind(), at);
      return count;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
