// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.codec.DamagedStreamException;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.ShortStreamException;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.Zeros;

/** Unpacks one unit and, where it is damaged, says which. */
public final class Unpacked {
  private Unpacked() {}

  /**
   * Fills {@code plain} with the unit whose stored form is {@code stored}.
   *
   * @param plain a direct buffer with as much space as the unit has bytes
   * @param stored a direct buffer
   * @throws CorruptImageException when the unit is damaged
   * @throws UnsupportedImageException when the library that unpacks it cannot be loaded
   */
  public static void into(
      ByteBuffer plain, ByteBuffer stored, Extent.Packed packed, Unpackers unpackers)
      throws IOException {
    int start = plain.position();
    try {
      unpackers.unpack(packed.packing(), stored, plain);
    } catch (ShortStreamException cut) {
      if (packed.packing() != Packing.ZLIB_CUT || cut.made() < packed.skip() + packed.length()) {
        throw damaged(packed, cut);
      }
      plain.position(start + cut.made());
      Zeros.fill(plain, plain.remaining());
    } catch (DamagedStreamException damaged) {
      throw damaged(packed, damaged);
    } catch (LinkageError notHere) {
      // Left out, or with native code that this system forbids: no error of the process.
      throw new UnsupportedImageException(
          packed.source()
              + ": the unit at "
              + packed.at()
              + " is compressed as "
              + packed.packing()
              + ", whose library cannot be loaded here: "
              + notHere,
          notHere);
    }
  }

  private static CorruptImageException damaged(Extent.Packed packed, DamagedStreamException why) {
    return new CorruptImageException(packed.source()
        + ": compressed unit at "
        + packed.at()
        + " for guest offset "
        + (packed.offset() - packed.skip())
        + ": "
        + why.getMessage()
        + ", expected "
        + packed.unitBytes()
        + " bytes");
  }
}
