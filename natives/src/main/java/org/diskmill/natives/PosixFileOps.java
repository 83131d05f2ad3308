// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.io.FileOps;

/** Asks the operating system where the holes of files are. */
public final class PosixFileOps implements FileOps {
  /** Called by the service loader. */
  public PosixFileOps() {}

  @Override
  public Optional<HoleMap> holes(Path path) {
    if (!path.getFileSystem().equals(FileSystems.getDefault()) || !Posix.available()) {
      return Optional.empty();
    }
    try {
      // A descriptor of its own, since asking moves the descriptor's position.
      int descriptor =
          Posix.open(path.toAbsolutePath().toString(), Posix.O_RDONLY | Posix.O_CLOEXEC);
      return Optional.of(new PosixHoleMap(path, descriptor));
    } catch (LastErrorException unwilling) {
      // Where holes cannot be asked for, everything is data: slower and just as right.
      return Optional.empty();
    }
  }
}
