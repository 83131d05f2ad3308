// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

/**
 * What reading a source costs, so that a reader can choose between many small and few large reads.
 *
 * @param worthwhileBytes the smallest read whose fixed cost does not dominate, in bytes
 */
public record ReadHints(int worthwhileBytes) {
  /** A file in the page cache, or memory. */
  public static final ReadHints LOCAL = new ReadHints(64 << 10);

  public ReadHints {
    if (worthwhileBytes <= 0) {
      throw new IllegalArgumentException(
          "worthwhileBytes: " + worthwhileBytes + " is not positive");
    }
  }
}
