// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import java.util.Optional;

/**
 * One implementation of deflate; found by {@link java.util.ServiceLoader}. The JDK's is always
 * there, a native one is preferred.
 *
 * <p>Safe for use by many threads; what it makes is not.
 */
public interface DeflateCodec {
  /** What it is called where it matters which one made some bytes: it and its version decide them. */
  String name();

  /** Whether it can be used on this machine; cheap after the first call. */
  boolean available();

  /** The higher is preferred. */
  int preference();

  /**
   * A new unpacker.
   *
   * @param wrapped whether the stream has a zlib wrapper [RFC 1950]
   */
  Unpacker unpacker(boolean wrapped);

  /**
   * A new packer.
   *
   * @param wrapped whether to write a zlib wrapper [RFC 1950]
   * @param level of effort from 1 to 9; empty is the least whose output is not larger than what
   *     qemu-img writes in that wrapping
   */
  Packer packer(boolean wrapped, Optional<Integer> level);
}
