// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Packers that are used again by the threads of one conversion. Safe for use by many threads. */
public final class Packers implements AutoCloseable {
  private final Supplier<Packer> maker;
  private final Queue<Packer> idle = new ConcurrentLinkedQueue<>();

  public Packers(Supplier<Packer> maker) {
    this.maker = maker;
  }

  /** As {@link Packer#pack}. */
  public boolean pack(ByteBuffer plain, ByteBuffer stored) {
    Packer packer = idle.poll();
    if (packer == null) {
      packer = maker.get();
    }
    try {
      return packer.pack(plain, stored);
    } finally {
      idle.add(packer);
    }
  }

  @Override
  public void close() {
    for (Packer one = idle.poll(); one != null; one = idle.poll()) {
      one.close();
    }
  }
}
