// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

/**
 * What a writer asks for. The planner reads this; nobody else guesses.
 *
 * @param unitBytes the unit it stores, a power of two of at least 512
 * @param packedBytes the space that the packed form of one unit may take in bytes, 0 when nothing is
 *     packed
 * @param mapFirst whether it must hear the whole map before the first unit
 * @param reserves whether it can only be written to a sink that takes gaps, which it fills later; without
 *     this, a writer may still leave some where the sink takes them
 */
public record WriterNeeds(int unitBytes, int packedBytes, boolean mapFirst, boolean reserves) {
  public WriterNeeds {
    if (unitBytes < 512 || Integer.bitCount(unitBytes) != 1 || packedBytes < 0) {
      throw new IllegalArgumentException("unitBytes " + unitBytes + ", packedBytes " + packedBytes);
    }
  }
}
