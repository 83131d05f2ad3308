// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.io.Source;

/**
 * One format: how to recognise it and how to open it.
 *
 * <p>Stateless; found by {@link java.util.ServiceLoader}. Safe for use by many threads.
 */
public interface DiskFormat {
  /** The format's name, as the command line spells it. */
  String name();

  /** Whether a file that looks like this is of this format. Never true for raw. */
  boolean recognises(ProbeWindow window);

  /**
   * The id by which another disk may name a file of this format as its parent; empty where the
   * format has no such ids, or the file none. The caller keeps and closes {@code source}.
   *
   * @throws ImageException and nothing else but what {@code source} throws
   */
  default Optional<UUID> id(Source source, Limits limits) throws IOException {
    return Optional.empty();
  }

  /**
   * Opens one file. The caller keeps and closes {@code source}.
   *
   * @throws ImageException and nothing else but what {@code source} throws
   */
  Layer open(Source source, OpenContext context) throws IOException;
}
