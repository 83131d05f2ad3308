// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an operating system can do with files beyond the JDK; found by {@link
 * java.util.ServiceLoader}, and never needed for a right result.
 *
 * <p>Safe for use by many threads.
 */
public interface FileOps {
  /**
   * Opens a file to ask where its holes are.
   *
   * @return empty when this platform or file system cannot tell
   */
  Optional<HoleMap> holes(Path path) throws IOException;

  /**
   * Opens a file or device to clear ranges of it.
   *
   * @return empty when this platform or file system cannot
   */
  Optional<Clearing> clearing(Path path) throws IOException;

  /**
   * Opens a file that is being written, to make its ranges those of other files.
   *
   * @return empty when this platform or file system cannot
   */
  Optional<Sharing> sharing(Path path) throws IOException;

  /**
   * Opens a file that is being written, to have it written to storage early.
   *
   * @return empty when this platform cannot, or nothing would come of it on this file system
   */
  Optional<WriteBack> writeBack(Path path) throws IOException;

  /** Tells data from holes in one open file. Safe for use by many threads. */
  interface HoleMap extends AutoCloseable {
    /** As {@link SparseSource#runAt}, for a file of {@code size} bytes. */
    SparseSource.Run runAt(long offset, long limit, long size) throws IOException;

    /** As {@link SparseSource#storedBytes}. */
    default OptionalLong storedBytes() throws IOException {
      return OptionalLong.empty();
    }

    @Override
    void close() throws IOException;
  }

  /** Makes ranges of one open file read as zeros. Used by one thread at a time. */
  interface Clearing extends AutoCloseable {
    /**
     * Clears a range inside the file, whose size stays.
     *
     * @return false when that cannot be done without writing; what the range holds is then open
     */
    boolean clear(long at, long length) throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Makes ranges of one open file hold what ranges of others do, by sharing their storage until one
   * of the two is written to. Safe for use by many threads.
   */
  interface Sharing extends AutoCloseable {
    /**
     * Shares a range.
     *
     * @param source what {@link #holes} gave for the other file
     * @param offset in the other file, in bytes
     * @param at in this file, in bytes; the file grows if need be
     * @return how many bytes from the beginning of the range are shared now; of what comes after them
     *     it is open what it holds
     */
    long share(HoleMap source, long offset, long length, long at) throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Has the system write one open file to storage before anybody asks for it to be there. Safe for use
   * by many threads.
   */
  interface WriteBack extends AutoCloseable {
    /**
     * Has all that the file holds now written soon. Says nothing of what became of it: whoever must
     * know forces the file, which also reports what failed since.
     */
    void begin() throws IOException;

    @Override
    void close() throws IOException;
  }
}
