// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhd;

import java.io.IOException;
import org.diskmill.image.format.Allocation;
import org.diskmill.image.format.Beginning;
import org.diskmill.image.format.BlockLayout;
import org.diskmill.io.Sink;

/** The disk itself, and a footer behind it. Its "blocks" are only what is dealt with at once. */
final class FixedLayout implements BlockLayout {
  private final long diskBytes;
  private final LastFooter footer;
  private final Allocation everything;

  FixedLayout(long diskBytes, LastFooter footer) {
    this.diskBytes = diskBytes;
    this.footer = footer;
    this.everything = Allocation.everything((diskBytes + blockBytes() - 1) / blockBytes());
  }

  @Override
  public int blockBytes() {
    return VhdWriterFormat.UNIT;
  }

  @Override
  public Allocation allocation() {
    return everything;
  }

  @Override
  public long placeOf(long block) {
    return block * blockBytes();
  }

  @Override
  public long endOfData() {
    return diskBytes;
  }

  @Override
  public void head(Beginning out) {}

  @Override
  public void tail(Sink out, long content) throws IOException {
    out.write(footer.of(content));
  }

  @Override
  public Told told() {
    return footer.tells() ? Told.AT_THE_END : Told.NOWHERE;
  }
}
