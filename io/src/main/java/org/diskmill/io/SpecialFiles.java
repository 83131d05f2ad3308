// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what is neither a file nor a directory apart. */
final class SpecialFiles {
  private static final int FILE_TYPE = 0xf000;
  private static final int BLOCK_DEVICE = 0x6000;

  private SpecialFiles() {}

  /**
   * Whether a special file has no places to read at, only a beginning: its size seems to be 0. Where
   * the platform does not say, it is none.
   */
  static boolean isStream(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    Object mode = Files.getAttribute(path, "unix:mode");
    return mode instanceof Integer bits && (bits & FILE_TYPE) != BLOCK_DEVICE;
  }
}
