// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.io.FileOps;

/** What Linux can do with files: tell holes, clear ranges, share storage, write early. */
public final class PosixFileOps implements FileOps {
  /** Called by the service loader. */
  public PosixFileOps() {}

  @Override
  public Optional<HoleMap> holes(Path path) {
    // A descriptor of its own, since asking moves the descriptor's position.
    return open(path, Posix.O_RDONLY).map(PosixHoleMap::new);
  }

  @Override
  public Optional<Clearing> clearing(Path path) {
    return open(path, Posix.O_RDWR).map(PosixClearing::new);
  }

  @Override
  public Optional<Sharing> sharing(Path path) {
    if (!FileSystemKind.mayShare(path)) {
      return Optional.empty();
    }
    return open(path, Posix.O_RDWR | Posix.O_NOFOLLOW).map(PosixSharing::new);
  }

  @Override
  public Optional<WriteBack> writeBack(Path path) {
    if (FileSystemKind.inMemory(path)) {
      return Optional.empty();
    }
    return open(path, Posix.O_RDWR | Posix.O_NOFOLLOW).map(PosixWriteBack::new);
  }

  /** Names nothing of JNA, which need not be there. */
  private static Optional<Descriptor> open(Path path, int flags) {
    return path.getFileSystem().equals(FileSystems.getDefault()) && Posix.available()
        ? Descriptor.open(path, flags)
        : Optional.empty();
  }
}
