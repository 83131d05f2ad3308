// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.diskmill.io.Directories;

/**
 * Tells a data directory that has lost its catalogue from a new one: the database takes a missing or
 * empty file for its first start, and would forget all images in silence.
 */
final class CatalogMark {
  private final Path directory;
  private final Path database;
  private final Path mark;

  CatalogMark(Path directory) {
    this.directory = directory;
    this.database = directory.resolve("catalogue.mv.db");
    this.mark = directory.resolve("catalogue.begun");
  }

  /** Before the database is opened. */
  void requireKept() throws IOException {
    if (!Files.exists(mark)) {
      return;
    }
    boolean there = Files.exists(database);
    if (!there || Files.size(database) == 0) {
      throw new CatalogException(database + (there ? ": is empty" : ": is gone")
          + ", but had been begun; put it back from a backup, or remove " + mark
          + " to begin with a catalogue that knows none of the images in the stores");
    }
  }

  /** After the first tables are on storage. */
  void set() throws IOException {
    if (Files.exists(mark)) {
      return;
    }
    FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    Directories.force(directory);
  }
}
