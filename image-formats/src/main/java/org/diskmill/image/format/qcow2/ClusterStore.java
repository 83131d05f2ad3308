// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.io.IOException;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.write.EncodedUnit;
import org.diskmill.image.write.UnitEncoder;

/** Where guest clusters go that are stored as they are. Used by one thread at a time. */
interface ClusterStore {
  /**
   * Hears the whole map, before the first cluster, if {@link Qcow2Options#mapFirst}.
   *
   * @param everything as {@link org.diskmill.image.write.ImageWriter#begin} has it
   */
  default void begin(ExtentCursor everything) throws IOException {}

  /** The parallel half. */
  UnitEncoder encoder();

  /** Stores a cluster, or several that lie side by side, and returns where the first is, in bytes. */
  long store(EncodedUnit unit) throws IOException;

  /**
   * Stores a cluster of zeros.
   *
   * @param offset its guest position
   * @param written whether there must be storage behind it
   * @return where it is, in bytes
   */
  long storeZeros(long offset, boolean written) throws IOException;

  /** Completes a file of its own, if it has one. */
  void finish() throws IOException;
}
