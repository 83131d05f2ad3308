// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.crypt;

import java.util.Arrays;
import java.util.Optional;

/** Makes the initialisation vectors of sectors. Used by one thread at a time. */
final class Vectors {
  private final InitVector kind;
  private final int bytes;
  private final Optional<BlockCipher> salted;

  private Vectors(InitVector kind, int bytes, Optional<BlockCipher> salted) {
    this.kind = kind;
    this.bytes = bytes;
    this.salted = salted;
  }

  /** For sectors encrypted with that key, all of it: ESSIV encrypts with the key's hash. */
  static Vectors of(CipherSpec spec, byte[] key) {
    Optional<BlockCipher> salted = spec.vectorHash()
        .map(hash -> BlockCipher.encrypting(spec.algorithm(), hash.digest().digest(key)));
    return new Vectors(spec.vector(), spec.algorithm().blockBytes(), salted);
  }

  /** As long as a block of the cipher. */
  int bytes() {
    return bytes;
  }

  void put(long sector, byte[] data, int at) {
    Arrays.fill(data, at, at + bytes, (byte) 0);
    kind.put(sector, data, at);
    salted.ifPresent(cipher -> cipher.blocks(data, at, bytes));
  }
}
