// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file and those that belong to it, in one directory. Each appears in one step, the named one last:
 * who sees it finds the others.
 *
 * <p>Closing without {@link #commit} leaves none. Used by one thread at a time, but for the
 * positioned methods of its sinks.
 */
public final class PendingFiles implements Target, AutoCloseable {
  private final Path path;
  private final PendingFile main;
  private final Map<String, PendingFile> members = new LinkedHashMap<>();
  private boolean done;

  private PendingFiles(Path path, PendingFile main) {
    this.path = path;
    this.main = main;
  }

  /** Begins the file that will be at {@code path}; further ones will be beside it. */
  public static PendingFiles at(Path path) throws IOException {
    return new PendingFiles(path, PendingFile.at(path));
  }

  @Override
  public PositionedSink main() {
    return main.sink();
  }

  @Override
  public Optional<String> name() {
    return Optional.ofNullable(path.getFileName()).map(Path::toString);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException after {@link #commit} or {@link #close}
   */
  @Override
  public PositionedSink member(String name) throws IOException {
    if (done) {
      throw new IllegalStateException(path + ": already committed or closed");
    }
    Path beside = path.resolveSibling(name);
    if (!Path.of(name).equals(beside.getFileName()) || beside.equals(path)) {
      throw new IOException(path + ": a further file '" + name + "' would not lie beside it");
    }
    PendingFile member = members.get(name);
    if (member == null) {
      member = PendingFile.at(beside);
      members.put(name, member);
    }
    return member.sink();
  }

  /** Forces all bytes to storage and shows the files: none if the storage does not take all. */
  public void commit() throws IOException {
    done = true;
    for (PendingFile member : members.values()) {
      member.force();
    }
    main.force();
    for (PendingFile member : members.values()) {
      member.show();
    }
    if (!members.isEmpty()) {
      // Who finds the named file after a crash finds the others too.
      Directories.force(main.directory());
    }
    main.show();
    Directories.force(main.directory());
  }

  @Override
  public void close() throws IOException {
    done = true;
    try (main) {
      IOException first = null;
      for (PendingFile member : members.values()) {
        try {
          member.close();
        } catch (IOException failed) {
          first = first == null ? failed : first;
        }
      }
      if (first != null) {
        throw first;
      }
    }
  }
}
