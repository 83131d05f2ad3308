// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.Optional;
import org.diskmill.io.Source;

/** What a format may use while it opens one file. Used by one thread at a time. */
public interface OpenContext {
  /** How much a stranger's image may ask of this process. */
  Limits limits();

  /** The internal snapshot to open instead of the current state, by id or name. */
  Optional<String> snapshot();

  /** Whether damage that leaves the rest readable is to be read around rather than refused. */
  boolean lenient();

  /**
   * The passphrase of this file, as a copy that the format overwrites after use; empty when nobody
   * has it, and then what says something about the file must still work.
   */
  default Optional<char[]> passphrase() throws IOException {
    return Optional.empty();
  }

  /** Opens the layer that the reference names: for backing files and parents. */
  Layer follow(Reference reference) throws IOException;

  /**
   * Opens a parent that the file knows by an id: of the reference's format, or else of another that
   * has such ids ({@link DiskFormat#id}), since VirtualBox bases its disks on those of other formats.
   * The caller makes sure that it has the id.
   */
  default Layer followNumbered(Reference reference) throws IOException {
    return follow(reference);
  }

  /** Opens the bytes that the reference names: for data files and extents. */
  Source bytes(Reference reference) throws IOException;
}
