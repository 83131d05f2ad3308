// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;

/** A source whose every read waits at a {@link Gate}. Safe for use by many threads. */
public final class SlowSource extends DecoratedSource {
  private final Gate gate;

  /** Reads from {@code inner}, and closes it. */
  public SlowSource(Source inner, Gate gate) {
    super(inner);
    this.gate = gate;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    gate.pass();
    return super.read(offset, dst);
  }
}
