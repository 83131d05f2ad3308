// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import org.diskmill.image.ExtentCursor;

/**
 * Lays one disk out on a target. Closing without {@link #finish} abandons the disk.
 *
 * <p>Used by one thread at a time, but for the encoder.
 */
public interface ImageWriter extends AutoCloseable {
  /** The parallel half. */
  UnitEncoder encoder();

  /** Hears the whole map, if the writer asked for that. */
  default void begin(ExtentCursor everything) throws IOException {}

  /** Takes units in ascending order. What is left out is zeros. */
  void put(EncodedUnit unit) throws IOException;

  /** Writes what remains, after which the disk is whole. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
