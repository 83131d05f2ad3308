// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import java.nio.file.Path;
import java.util.Optional;
import org.diskmill.io.FileOps;

/** A platform that can do nothing beyond the JDK. */
final class UnableFileOps implements FileOps {
  @Override
  public Optional<HoleMap> holes(Path path) {
    return Optional.empty();
  }

  @Override
  public Optional<Clearing> clearing(Path path) {
    return Optional.empty();
  }

  @Override
  public Optional<WriteBack> writeBack(Path path) {
    return Optional.empty();
  }

  @Override
  public Optional<Sharing> sharing(Path path) {
    return Optional.empty();
  }
}
