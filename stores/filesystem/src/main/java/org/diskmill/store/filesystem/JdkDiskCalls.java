// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.diskmill.io.Directories;

/** The calls as the JDK has them. */
final class JdkDiskCalls implements DiskCalls {
  /** The JDK keeps a direct copy of what is written from the heap, one for each thread. */
  private static final int WRITE_AT_ONCE = 1 << 20;

  @Override
  public void write(FileChannel file, ByteBuffer src, long at) throws IOException {
    ByteBuffer rest = src.duplicate();
    int end = rest.limit();
    long place = at;
    while (rest.position() < end) {
      rest.limit(Math.min(end, rest.position() + WRITE_AT_ONCE));
      place += file.write(rest, place);
    }
  }

  @Override
  public void setLength(RandomAccessFile file, long length) throws IOException {
    file.setLength(length);
  }

  @Override
  public void stamp(Path file) throws IOException {
    Versions.stamp(file);
  }

  @Override
  public void force(FileChannel file, boolean metadata) throws IOException {
    file.force(metadata);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    Directories.force(directory);
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    Files.createLink(name, existing);
  }

  @Override
  public void replace(Path from, Path name) throws IOException {
    Files.move(from, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }
}
