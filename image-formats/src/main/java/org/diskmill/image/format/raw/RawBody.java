// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import org.diskmill.image.write.ImageWriter;
import org.diskmill.io.PositionedSink;
import org.diskmill.io.Sink;

/** A disk byte for byte, as raw disks are, and as other formats have it behind a header. */
public final class RawBody {
  /**
   * What is filled up with zeros and looked through as a whole where only a part of it is stored:
   * small, or that is most of the work on a sparse disk.
   */
  public static final int UNIT_BYTES = 64 << 10;

  private RawBody() {}

  /**
   * A writer of a stretch of the disk, from the sink's position on; in parallel where the sink can
   * be written at any place. No unit that it is given may reach out of the stretch.
   *
   * @param from guest offset in bytes
   * @param size in bytes
   */
  public static ImageWriter on(Sink out, long from, long size) {
    return out instanceof PositionedSink file && file.blank()
        ? new PlacedRawWriter(file, from, size)
        : new OrderedRawWriter(out, false, from, size);
  }
}
