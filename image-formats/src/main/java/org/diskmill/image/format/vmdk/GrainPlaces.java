// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import java.nio.ByteBuffer;

/** How one kind of file writes down, in a grain table, where a grain lies. */
@FunctionalInterface
interface GrainPlaces {
  /** The grain is not stored here: the parent has it, or nobody. */
  long UNALLOCATED = 0;

  /** The grain is zeros. */
  long ZERO = -1;

  /** The entry is none that the format has. */
  long INVALID = Long.MAX_VALUE;

  /** The byte at which that grain lies, or one of the values above. */
  long place(ByteBuffer table, int index);
}
