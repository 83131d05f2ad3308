// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A gap in a file. */
final class FileGap implements ReservingSink.Reservation {
  private final PositionedSink file;
  private final long at;
  private final int length;
  private boolean done;

  FileGap(PositionedSink file, long at, int length) {
    this.file = file;
    this.at = at;
    this.length = length;
  }

  @Override
  public void fill(ByteBuffer bytes) throws IOException {
    Gaps.requireFill(done, length, bytes);
    done = true;
    file.write(at, bytes);
  }
}
