// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;

/**
 * Something that can write itself out, in order, as often as it is asked, with the same bytes each
 * time.
 *
 * <p>Used by one thread at a time.
 */
@FunctionalInterface
public interface Producer {
  /** Writes everything to {@code out} and leaves it open. */
  void writeTo(Sink out, Job job) throws IOException;
}
