// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;

/** Does not try to pack noise where it would have to get smaller. */
final class SparingPacker implements Packer {
  private final Packer inner;
  private final Noise noise = new Noise();

  /** Tries everything else with {@code inner}, which it closes. */
  SparingPacker(Packer inner) {
    this.inner = inner;
  }

  @Override
  public boolean pack(ByteBuffer plain, ByteBuffer stored) {
    boolean smaller = stored.remaining() < plain.remaining();
    return !(smaller && noise.fills(plain)) && inner.pack(plain, stored);
  }

  @Override
  public void close() {
    inner.close();
  }
}
