// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import org.diskmill.io.Source;

/** No format's arithmetic is trusted to stay inside its file: all runs pass through here. */
final class Inside {
  private Inside() {}

  static Extent.Resolved check(Extent.Resolved run) throws CorruptImageException {
    if (run instanceof Extent.Data data) {
      require(data, data.source(), data.at(), data.length());
    } else if (run instanceof Extent.Packed packed) {
      require(packed, packed.source(), packed.at(), packed.storedBytes());
    }
    return run;
  }

  private static void require(Extent run, Source source, long at, long length)
      throws CorruptImageException {
    if (at < 0 || at > source.size() || length > source.size() - at) {
      throw new CorruptImageException(source
          + ": guest offset "
          + run.offset()
          + " is stored at "
          + at
          + " for "
          + length
          + " bytes, past the end of the file at "
          + source.size());
    }
  }
}
