// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What directories need so that their entries survive a crash. */
public final class Directories {
  private Directories() {}

  /** Forces a directory's entries to storage. */
  public static void force(Path directory) throws IOException {
    // Linux lets a directory be opened for reading and forced; Windows forbids it and needs it not.
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
