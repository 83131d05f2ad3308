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
    if (!possible(path)) {
      return Optional.empty();
    }
    // A descriptor of its own, since asking moves the descriptor's position.
    return Descriptor.open(path, Posix.O_RDONLY).map(PosixHoleMap::new);
  }

  @Override
  public Optional<Clearing> clearing(Path path) {
    if (!possible(path)) {
      return Optional.empty();
    }
    return Descriptor.open(path, Posix.O_RDWR).map(PosixClearing::new);
  }

  @Override
  public Optional<Sharing> sharing(Path path) {
    if (!possible(path) || !FileSystemKind.mayShare(path)) {
      return Optional.empty();
    }
    return Descriptor.open(path, Posix.O_RDWR | Posix.O_NOFOLLOW).map(PosixSharing::new);
  }

  @Override
  public Optional<WriteBack> writeBack(Path path) {
    if (!possible(path) || FileSystemKind.inMemory(path)) {
      return Optional.empty();
    }
    return Descriptor.open(path, Posix.O_RDWR | Posix.O_NOFOLLOW).map(PosixWriteBack::new);
  }

  /** Asked before a class is needed that names JNA, which need not be there. */
  private static boolean possible(Path path) {
    return path.getFileSystem().equals(FileSystems.getDefault()) && Posix.available();
  }
}
