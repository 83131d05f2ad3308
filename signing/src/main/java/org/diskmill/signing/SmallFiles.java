// SPDX-License-Identifier: Apache-2.0
package org.diskmill.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.diskmill.signing.UntrustedException.Reason;

/** Reads files that have no business being large, or pipes. */
final class SmallFiles {
  private SmallFiles() {}

  static byte[] read(Path path, int maxBytes) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new UntrustedException(Reason.MALFORMED, path + ": more than " + maxBytes + " bytes");
      }
      return bytes;
    }
  }
}
