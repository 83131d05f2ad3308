// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.io.Target;

/**
 * One format that can be written.
 *
 * <p>Stateless; found by {@link java.util.ServiceLoader}. Safe for use by many threads.
 */
public interface WriterFormat {
  /** The format's name, as the command line spells it. */
  String name();

  /** The option keys that it knows, spelled as qemu-img does. */
  Set<String> optionKeys();

  /**
   * What writing with these options asks for.
   *
   * @throws org.diskmill.image.UnsupportedImageException when an option has a value that is legal
   *     but not written yet
   * @throws IllegalArgumentException when it has one that is not legal
   */
  WriterNeeds needs(WriteOptions options) throws IOException;

  /**
   * Begins a disk.
   *
   * @param size of the disk in bytes
   * @param target stays the caller's
   */
  ImageWriter create(WriteOptions options, long size, Target target) throws IOException;

  /**
   * The size of the main file, as far as the disk's map tells. Reads no data.
   *
   * @param everything walks the whole disk
   */
  SizeEstimate estimate(WriteOptions options, long size, ExtentCursor everything)
      throws IOException;
}
