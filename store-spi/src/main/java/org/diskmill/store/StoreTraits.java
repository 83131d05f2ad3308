// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store;

import java.util.Set;

/**
 * What a store can do, and the sizes it takes.
 *
 * @param capabilities what it can do beyond keeping objects
 * @param maxObjectBytes the largest object
 * @param minPartBytes the smallest part, but for the last of an object
 * @param maxPartBytes the largest part
 * @param maxParts how many parts an object may have
 */
public record StoreTraits(
    Set<Capability> capabilities,
    long maxObjectBytes,
    int minPartBytes,
    int maxPartBytes,
    int maxParts) {
  public StoreTraits {
    capabilities = Set.copyOf(capabilities);
    if (maxObjectBytes < 1 || minPartBytes < 1 || maxPartBytes < minPartBytes || maxParts < 1) {
      throw new IllegalArgumentException(
          "maxObjectBytes %d, minPartBytes %d, maxPartBytes %d, maxParts %d"
              .formatted(maxObjectBytes, minPartBytes, maxPartBytes, maxParts));
    }
  }

  /** Whether the store can do that. */
  public boolean has(Capability capability) {
    return capabilities.contains(capability);
  }
}
