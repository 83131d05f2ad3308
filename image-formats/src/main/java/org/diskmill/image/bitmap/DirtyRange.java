// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.bitmap;

/**
 * A stretch of a disk that has changed.
 *
 * @param offset guest position in bytes
 * @param length in bytes, positive
 */
public record DirtyRange(long offset, long length) {
  /** The first guest byte after it. */
  public long end() {
    return offset + length;
  }
}
