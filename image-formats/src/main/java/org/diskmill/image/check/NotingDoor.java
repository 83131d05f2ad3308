// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.check;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.image.Reference;
import org.diskmill.image.ReferenceResolver;
import org.diskmill.io.Source;

/** Passes on to another door, and remembers whether it has opened a file. */
final class NotingDoor implements ReferenceResolver {
  private final ReferenceResolver door;
  private volatile boolean opened;

  NotingDoor(ReferenceResolver door) {
    this.door = door;
  }

  @Override
  public Optional<Source> resolve(Reference reference) throws IOException {
    Optional<Source> file = door.resolve(reference);
    if (file.isPresent()) {
      opened = true;
    }
    return file;
  }

  /** What is behind a file that was opened need not be noted. */
  @Override
  public ReferenceResolver behind(Reference reference) throws IOException {
    return door.behind(reference);
  }

  @Override
  public boolean refusesAll() {
    return door.refusesAll();
  }

  boolean opened() {
    return opened;
  }
}
