// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;

/** What makes equal sectors different: a block made of the sector's number. */
public enum InitVector {
  /** The number's lower 32 bits, little-endian. */
  PLAIN,
  /** The number, little-endian. */
  PLAIN64,
  /** That, encrypted with a hash of the key. */
  ESSIV;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Its name as LUKS spells it. */
  String luksName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Puts the number where there are zeros; ESSIV is encrypted by whoever has the key. */
  void put(long sector, byte[] data, int at) {
    LONGS.set(data, at, this == PLAIN ? sector & 0xffff_ffffL : sector);
  }
}
