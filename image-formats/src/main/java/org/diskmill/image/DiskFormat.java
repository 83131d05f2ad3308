// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.grow.DiskGrower;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.io.Source;

/**
 * One format: how to recognise it, how to open it, and the rest of what there is of it. This is the one
 * thing of a format that is registered: for {@link java.util.ServiceLoader}.
 *
 * <p>Stateless. Safe for use by many threads.
 */
public interface DiskFormat {
  /** The format's name, as the command line spells it. */
  String name();

  /** Whether a file that looks like this is of this format. Never true for raw. */
  boolean recognises(ProbeWindow window);

  /** Its marks and dangers; empty only for a format that has no marks. */
  Optional<SafetyInspector> inspector();

  /** How it is written, if it can be. */
  default Optional<WriterFormat> writer() {
    return Optional.empty();
  }

  /** How its books are checked, if it has any. */
  default Optional<FormatChecker> checker() {
    return Optional.empty();
  }

  /** How a disk is made larger where it lies, where one write is enough for that. */
  default Optional<DiskGrower> grower() {
    return Optional.empty();
  }

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
