// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.codec.DamagedStreamException;
import org.diskmill.image.codec.Unpackers;

/** Unpacks one unit and, where it is damaged, says which. */
public final class Unpacked {
  private Unpacked() {}

  /**
   * Fills {@code plain} with the unit whose stored form is {@code stored}.
   *
   * @param plain a direct buffer with as much space as the unit has bytes
   * @param stored a direct buffer
   */
  public static void into(
      ByteBuffer plain, ByteBuffer stored, Extent.Packed packed, Unpackers unpackers)
      throws IOException {
    try {
      unpackers.unpack(packed.packing(), stored, plain);
    } catch (DamagedStreamException damaged) {
      throw new CorruptImageException(packed.source()
          + ": compressed unit at "
          + packed.at()
          + " for guest offset "
          + (packed.offset() - packed.skip())
          + ": "
          + damaged.getMessage()
          + ", expected "
          + packed.unitBytes()
          + " bytes");
    }
  }
}
