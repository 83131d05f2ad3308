// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.io.Source;

/**
 * The only door through which a file named by an image can be opened.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface ReferenceResolver {
  /**
   * The bytes that the reference stands for; empty refuses. The image closes the source.
   *
   * <p>The name is a stranger's: it may be absolute, climb out of directories, or be a URL.
   */
  Optional<Source> resolve(Reference reference) throws IOException;

  /**
   * The door for what that file names in turn, once it was resolved. The same one, unless what a name
   * means depends on where the file lies that has it.
   */
  default ReferenceResolver behind(Reference reference) throws IOException {
    return this;
  }

  /**
   * Whether it refuses every reference, so that whoever would look into other files need not ask. One
   * that passes on to another passes this on too.
   */
  default boolean refusesAll() {
    return false;
  }
}
