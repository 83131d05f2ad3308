// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.diskmill.io.Reused;

/** Packers that are used again by the threads of one conversion. Safe for use by many threads. */
public final class Packers implements AutoCloseable {
  private final Reused<Packer> packers;

  public Packers(Supplier<Packer> maker) {
    this.packers = new Reused<>(maker);
  }

  /** As {@link Packer#pack}. */
  public boolean pack(ByteBuffer plain, ByteBuffer stored) {
    Packer packer = packers.take();
    try {
      return packer.pack(plain, stored);
    } finally {
      packers.give(packer);
    }
  }

  @Override
  public void close() {
    packers.drain(Packer::close);
  }
}
