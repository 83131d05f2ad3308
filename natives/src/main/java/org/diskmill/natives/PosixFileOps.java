// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import com.sun.jna.LastErrorException;
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

  private static Optional<Descriptor> open(Path path, int flags) {
    if (!path.getFileSystem().equals(FileSystems.getDefault()) || !Posix.available()) {
      return Optional.empty();
    }
    try {
      int number = Posix.open(path.toAbsolutePath().toString(), flags | Posix.O_CLOEXEC);
      return Optional.of(new Descriptor(path, number));
    } catch (LastErrorException unwilling) {
      // What cannot be asked for is done by reading and writing: slower and just as right.
      return Optional.empty();
    }
  }
}
