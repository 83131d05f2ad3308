// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import org.diskmill.image.ProbeWindow;

/** The first volume descriptor, 16 sectors of 2 KiB into the disc: [ECMA-119 8.1, ECMA-167 2/9.1]. */
final class IsoMarks {
  private static final int IDENTIFIER = 16 * 2048 + 1;

  private IsoMarks() {}

  static boolean on(ProbeWindow window) {
    return window.headHas(IDENTIFIER, "CD001") || window.headHas(IDENTIFIER, "BEA01");
  }
}
