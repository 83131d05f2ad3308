// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Source;

/** A source whose reads fail as {@link Faults} say. Safe for use by many threads. */
public final class FaultySource extends DecoratedSource {
  private final Faults faults;

  /** Reads from {@code inner}, and closes it. */
  public FaultySource(Source inner, Faults faults) {
    super(inner);
    this.faults = faults;
  }

  @Override
  public int read(long offset, ByteBuffer dst) throws IOException {
    faults.call(this + ": read at " + offset);
    return super.read(offset, dst);
  }
}
