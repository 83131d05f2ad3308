// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.Optional;

/**
 * What a conversion writes to: one main sink, and more for formats that consist of several files.
 *
 * <p>Whoever made the target closes its sinks. Used by one thread at a time.
 */
public interface Target {
  /** The sink of the file that the caller named; the same one each time. */
  Sink main() throws IOException;

  /**
   * The plain name of the file that the caller named, from which those of further files are made;
   * empty where it has none.
   */
  default Optional<String> name() {
    return Optional.empty();
  }

  /**
   * The sink of a further file of the same image.
   *
   * @param name a plain file name, without separators
   * @throws java.io.IOException when this target has only one place to write to
   */
  Sink member(String name) throws IOException;
}
