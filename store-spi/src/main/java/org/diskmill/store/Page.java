// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.util.List;
import java.util.Optional;

/**
 * A stretch of a listing.
 *
 * @param objects in the order of their keys
 * @param next what to ask for the rest with; empty at the end
 * @param foreign how many names in this stretch are no keys, and were passed over
 */
public record Page(List<ObjectStat> objects, Optional<ObjectKey> next, long foreign) {
  public Page {
    objects = List.copyOf(objects);
  }
}
