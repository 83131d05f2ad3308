// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * A source that can say which of its ranges hold nothing but zeros because nothing is stored there.
 *
 * <p>Safe for use by many threads.
 */
public interface SparseSource extends Source {
  /**
   * The run that covers {@code offset}.
   *
   * @param offset in bytes, inside the source
   * @param limit how far the caller wants to know, in bytes; the run may end before or after it
   */
  Run runAt(long offset, long limit) throws IOException;

  /**
   * How much storage all of it takes, in bytes, as {@code du} tells it: in whole blocks of the file
   * system, with what is reserved and not yet written.
   *
   * @return empty where nothing tells but to go over all runs
   */
  default OptionalLong storedBytes() throws IOException {
    return OptionalLong.empty();
  }

  /**
   * One stretch of a source.
   *
   * @param at where it starts, in bytes
   * @param length in bytes, positive
   * @param hole whether it reads as zeros without any being stored
   */
  record Run(long at, long length, boolean hole) {
    public Run {
      if (at < 0 || length <= 0) {
        throw new IllegalArgumentException("run: at " + at + ", length " + length);
      }
    }

    /** The first byte after it. */
    public long end() {
      return at + length;
    }
  }
}
