// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Everything that changes the disk. A seam: the order of these calls is what survives a crash, so
 * tests record it, and stop at each of them.
 *
 * <p>Safe for use by many threads.
 */
interface DiskCalls {
  void write(FileChannel file, ByteBuffer src, long at) throws IOException;

  /** Cuts a file off, or makes it longer by a hole. */
  void setLength(RandomAccessFile file, long length) throws IOException;

  /** Gives a file a time that no other version has. */
  void stamp(Path file) throws IOException;

  /** Forces a file's bytes, and with {@code metadata} all else about it, to storage. */
  void force(FileChannel file, boolean metadata) throws IOException;

  void createDirectory(Path directory) throws IOException;

  /** Forces a directory's entries to storage. */
  void forceDirectory(Path directory) throws IOException;

  /** Gives a file a second name; fails if that name is taken. */
  void link(Path name, Path existing) throws IOException;

  /** Moves a file to a name, all at once, replacing what has it. */
  void replace(Path from, Path name) throws IOException;

  /** Deletes a file or empty directory if it is there. */
  void delete(Path path) throws IOException;
}
