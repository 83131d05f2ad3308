// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.util.Objects;

/** Makes targets. */
public final class Targets {
  private Targets() {}

  /** A target that is one sink and refuses further files. The caller keeps and closes the sink. */
  public static Target single(Sink sink) {
    Objects.requireNonNull(sink, "sink");
    return new Target() {
      @Override
      public Sink main() {
        return sink;
      }

      @Override
      public Sink member(String name) throws IOException {
        throw new IOException(
            sink + ": takes one stream of bytes, so there is no place for a further file " + name);
      }
    };
  }
}
