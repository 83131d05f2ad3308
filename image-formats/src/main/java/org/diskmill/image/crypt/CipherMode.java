// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a block cipher is used for a sector. */
public enum CipherMode {
  /** Every block by itself. */
  ECB,
  /** Every block mixed with the one before. */
  CBC,
  /** Mixed with an encrypted count. */
  CTR,
  /** Every block mixed with its place: takes two keys at once. */
  XTS;

  static Optional<CipherMode> named(String luksName) {
    return Arrays.stream(values())
        .filter(one -> one.luksName().equals(luksName))
        .findFirst();
  }

  String luksName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
