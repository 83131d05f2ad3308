// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Unpackers that are used again: each holds native memory and is costly to make. There are never
 * more than threads that unpack at once. Safe for use by many threads.
 */
public final class Unpackers implements AutoCloseable {
  private final Function<Packing, Unpacker> maker;
  private final Map<Packing, Queue<Unpacker>> idle = new EnumMap<>(Packing.class);

  /** Unpackers by the best implementations at hand. */
  public Unpackers() {
    this(Codecs::unpacker);
  }

  /** Unpackers that {@code maker} makes. */
  public Unpackers(Function<Packing, Unpacker> maker) {
    this.maker = maker;
    for (Packing packing : Packing.values()) {
      idle.put(packing, new ConcurrentLinkedQueue<>());
    }
  }

  /** As {@link Unpacker#unpack}. */
  public void unpack(Packing packing, ByteBuffer stored, ByteBuffer plain)
      throws DamagedStreamException {
    Queue<Unpacker> queue = idle.get(packing);
    if (queue == null) {
      throw new IllegalArgumentException("packing: " + packing);
    }
    Unpacker unpacker = queue.poll();
    if (unpacker == null) {
      unpacker = maker.apply(packing);
    }
    try {
      unpacker.unpack(stored, plain);
    } catch (DamagedStreamException | RuntimeException failed) {
      // Not used again: what state it is in now is the library's secret.
      unpacker.close();
      throw failed;
    }
    queue.add(unpacker);
  }

  @Override
  public void close() {
    for (Queue<Unpacker> queue : idle.values()) {
      for (Unpacker one = queue.poll(); one != null; one = queue.poll()) {
        one.close();
      }
    }
  }
}
