// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.nio.ByteBuffer;
import org.diskmill.io.BufferPool;
import org.jspecify.annotations.Nullable;

/** Room for the packed forms of one batch: one pooled buffer, and fresh ones should it overflow. */
final class Arena {
  private final BufferPool pool;
  private @Nullable ByteBuffer pooled;

  Arena(BufferPool pool) {
    this.pool = pool;
  }

  /** A buffer with exactly that much room. */
  ByteBuffer take(int bytes) {
    if (pooled == null) {
      pooled = pool.take();
    }
    if (bytes > pooled.remaining()) {
      return ByteBuffer.allocateDirect(bytes);
    }
    ByteBuffer part = pooled.slice(pooled.position(), bytes);
    pooled.position(pooled.position() + bytes);
    return part;
  }

  /** Gives the room back; nothing that was taken may be used after it. */
  void release() {
    if (pooled != null) {
      pool.give(pooled);
      pooled = null;
    }
  }
}
