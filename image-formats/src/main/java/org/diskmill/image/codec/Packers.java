// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.io.Reused;

/** Packers that are used again by the threads of one conversion. Safe for use by many threads. */
public final class Packers implements AutoCloseable {
  private final Reused<Packer> packers;

  public Packers(Supplier<Packer> maker) {
    this.packers = new Reused<>(maker);
  }

  /**
   * As {@link Packer#pack}.
   *
   * @throws UnsupportedImageException when the library that packs cannot be loaded
   */
  public boolean pack(ByteBuffer plain, ByteBuffer stored) throws UnsupportedImageException {
    Packer packer = ready();
    try {
      return packer.pack(plain, stored);
    } finally {
      packers.give(packer);
    }
  }

  private Packer ready() throws UnsupportedImageException {
    try {
      return packers.take();
    } catch (LinkageError notHere) {
      throw new UnsupportedImageException(
          "cannot be compressed: the library for it cannot be loaded here: " + notHere, notHere);
    }
  }

  @Override
  public void close() {
    packers.drain(Packer::close);
  }
}
