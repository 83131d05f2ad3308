// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;

/** Keeps a result from replacing a file that an image needs which stays. */
final class Apart {
  private Apart() {}

  /** A result that replaced what it is based on would be lost, and that with it. */
  static void fromBase(Path target, DiskImage base) throws IOException {
    if (Files.exists(target) && isOneOf(base.chain(), target)) {
      throw new IllegalArgumentException(
          target + ": is what it is to be based on, and cannot be replaced by its own overlay");
    }
  }

  /** The source may be replaced itself, as people do who change its format; but not what it shows. */
  static void fromBackingOf(DiskImage source, Path target) throws IOException {
    // Asked first: to have all files describe themselves takes longer, for nothing in most runs.
    if (!Files.exists(target)) {
      return;
    }
    List<ImageInfo> chain = source.chain();
    if (isOneOf(chain.subList(1, chain.size()), target)) {
      throw new IllegalArgumentException(target + ": is what " + chain.get(0).name()
          + " is based on, which could not be read any more; write to another file");
    }
  }

  private static boolean isOneOf(List<ImageInfo> files, Path target) throws IOException {
    for (ImageInfo file : files) {
      if (Files.isSameFile(target, Path.of(file.name()))) {
        return true;
      }
    }
    return false;
  }
}
