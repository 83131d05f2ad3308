// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import org.diskmill.image.Extent;
import org.diskmill.io.Source;

/** Whether two runs of one range are the same without looking at a byte of them. */
final class SamePlace {
  private SamePlace() {}

  static boolean of(Extent.Resolved a, Extent.Resolved b) {
    if (a instanceof Extent.Data one && b instanceof Extent.Data other) {
      return one.at() == other.at() && same(one.source(), other.source());
    }
    if (a instanceof Extent.Packed one && b instanceof Extent.Packed other) {
      return one.at() == other.at()
          && one.skip() == other.skip()
          && one.unitBytes() == other.unitBytes()
          && one.packing() == other.packing()
          && same(one.source(), other.source());
    }
    return a.readsAsZero() && b.readsAsZero();
  }

  private static boolean same(Source a, Source b) {
    return a == b || a.identity().equals(b.identity());
  }
}
