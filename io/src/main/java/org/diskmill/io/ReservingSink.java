// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A sink whose writer may leave a gap now and fill it before the end.
 *
 * <p>Used by one thread at a time.
 */
public interface ReservingSink extends Sink {
  /**
   * Leaves a gap at the position, which moves past it.
   *
   * @param length of the gap in bytes, positive
   */
  Reservation reserve(int length) throws IOException;

  /** A gap that is still to be filled. Used by one thread at a time. */
  interface Reservation {
    /**
     * Fills the gap. Exactly once.
     *
     * @param bytes as many as were reserved
     */
    void fill(ByteBuffer bytes) throws IOException;
  }
}
