// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C of a structure whose checksum, itself taken as zeros, stands behind four characters. */
final class Crc {
  static final int FIELD = 4;

  private Crc() {}

  /** Over all of these, which are the pieces of one structure; the first has the checksum. */
  static int of(ByteBuffer... pieces) {
    CRC32C crc = new CRC32C();
    crc.update(pieces[0].duplicate().position(0).limit(FIELD));
    crc.update(new byte[Integer.BYTES]);
    crc.update(pieces[0].duplicate().position(FIELD + Integer.BYTES));
    for (int i = 1; i < pieces.length; i++) {
      crc.update(pieces[i].duplicate().position(0));
    }
    return (int) crc.getValue();
  }
}
