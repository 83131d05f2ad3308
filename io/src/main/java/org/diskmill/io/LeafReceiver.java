// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;

/**
 * Takes leaves as they become whole, in whatever order that happens.
 *
 * <p>Used by one thread at a time.
 */
@FunctionalInterface
public interface LeafReceiver {
  /** Takes one leaf. Blocking here holds the writer back, which is how memory stays bounded. */
  void take(Leaf leaf) throws IOException;
}
