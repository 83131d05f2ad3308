// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import java.nio.ByteBuffer;
import org.diskmill.image.crypt.LuksVolume;
import org.diskmill.image.crypt.SectorCipher;
import org.diskmill.io.Reused;

/** Encrypts clusters for the places that they will have. Safe for use by many threads. */
final class ClusterEncryption {
  private final LuksVolume volume;
  private final int clusterBytes;
  private final Reused<byte[]> buffers;

  ClusterEncryption(LuksVolume volume, int clusterBytes) {
    this.volume = volume;
    this.clusterBytes = clusterBytes;
    this.buffers = new Reused<>(() -> new byte[clusterBytes]);
  }

  /** The volume's header with its key material. */
  ByteBuffer header() {
    return volume.header();
  }

  /**
   * Encrypts one cluster.
   *
   * @param at its place in bytes of the file that it will lie in
   * @param space to put it in, at its position
   */
  ByteBuffer encrypt(ByteBuffer plain, long at, ByteBuffer space) {
    byte[] bytes = buffers.take();
    plain.get(plain.position(), bytes);
    SectorCipher cipher = volume.ciphers().take();
    cipher.encrypt(at / SectorCipher.SECTOR, bytes, 0, clusterBytes);
    volume.ciphers().give(cipher);
    ByteBuffer stored = space.slice(space.position(), clusterBytes).put(bytes).flip();
    space.position(space.position() + clusterBytes);
    buffers.give(bytes);
    return stored;
  }

  /** An encrypted cluster of zeros. */
  ByteBuffer zeros(long at) {
    return encrypt(ByteBuffer.allocate(clusterBytes), at, ByteBuffer.allocate(clusterBytes));
  }
}
