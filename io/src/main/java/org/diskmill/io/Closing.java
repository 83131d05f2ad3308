// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.Closeable;
import java.io.IOException;

/** Closes several things, of which none stays open because another could not be closed. */
public final class Closing {
  private Closing() {}

  /**
   * Closes all of these in their order, whatever fails.
   *
   * @throws IOException what the first one threw that failed, or a {@link RuntimeException} if it was one;
   *     what others threw is suppressed in it
   */
  public static void all(Iterable<? extends Closeable> open) throws IOException {
    Exception first = null;
    for (Closeable one : open) {
      try {
        one.close();
      } catch (IOException | RuntimeException failed) {
        if (first == null) {
          first = failed;
        } else if (failed != first) {
          first.addSuppressed(failed);
        }
      }
    }
    if (first instanceof IOException failure) {
      throw failure;
    }
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
  }
}
