// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.diskmill.io.Reused;

/**
 * Unpackers that are used again: each holds native memory and is costly to make. There are never
 * more than threads that unpack at once. Safe for use by many threads.
 */
public final class Unpackers implements AutoCloseable {
  private final Map<Packing, Reused<Unpacker>> unpackers = new EnumMap<>(Packing.class);

  /** Unpackers by the best implementations at hand. */
  public Unpackers() {
    this(Codecs::unpacker);
  }

  /** Unpackers that {@code maker} makes. */
  public Unpackers(Function<Packing, Unpacker> maker) {
    for (Packing packing : Packing.values()) {
      unpackers.put(packing, new Reused<>(() -> maker.apply(packing)));
    }
  }

  /** As {@link Unpacker#unpack}. */
  public void unpack(Packing packing, ByteBuffer stored, ByteBuffer plain)
      throws DamagedStreamException {
    Reused<Unpacker> ofPacking = unpackers.get(packing);
    if (ofPacking == null) {
      throw new IllegalArgumentException("packing: " + packing);
    }
    Unpacker unpacker = ofPacking.take();
    try {
      unpacker.unpack(stored, plain);
    } catch (DamagedStreamException | RuntimeException failed) {
      // Not used again: what state it is in now is the library's secret.
      unpacker.close();
      throw failed;
    }
    ofPacking.give(unpacker);
  }

  @Override
  public void close() {
    unpackers.values().forEach(ofPacking -> ofPacking.drain(Unpacker::close));
  }
}
