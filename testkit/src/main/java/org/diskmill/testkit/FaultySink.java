// SPDX-License-Identifier: Apache-2.0
package org.diskmill.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.io.Sink;
import org.diskmill.io.Source;

/** A sink that fails as {@link Faults} say. Used by one thread at a time. */
public final class FaultySink extends DecoratedSink {
  private final Faults faults;

  /** Writes to {@code inner}, and closes it. */
  public FaultySink(Sink inner, Faults faults) {
    super(inner);
    this.faults = faults;
  }

  @Override
  public void write(ByteBuffer src) throws IOException {
    faults.call(this + ": write at " + position());
    super.write(src);
  }

  @Override
  public void zeros(long length) throws IOException {
    faults.call(this + ": zeros at " + position());
    super.zeros(length);
  }

  @Override
  public void transferFrom(Source source, long offset, long length) throws IOException {
    faults.call(this + ": transfer at " + position());
    super.transferFrom(source, offset, length);
  }
}
