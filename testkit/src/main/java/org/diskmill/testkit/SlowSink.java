// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/** A sink whose every call waits at a {@link Gate}. Used by one thread at a time. */
public final class SlowSink extends DecoratedSink {
  private final Gate gate;

  /** Writes to {@code inner}, and closes it. */
  public SlowSink(Sink inner, Gate gate) {
    super(inner);
    this.gate = gate;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    gate.pass();
    super.write(src);
  }

  @Override
  public void zeros(long length) throws IOException {
    gate.pass();
    super.zeros(length);
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    gate.pass();
    super.transferFrom(source, offset, length);
  }
}
