// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A process of its own that opens a data directory, records an image, says so, and waits. */
final class Holder {
  /** What it says instead when somebody else has the directory. */
  static final String IN_USE = "in use";

  private Holder() {}

  public static void main(String[] arguments) throws Exception {
    CatalogDatabase database;
    try {
      database = CatalogDatabase.open(Path.of(arguments[0]));
    } catch (DirectoryInUseException refused) {
      System.out.println(IN_USE);
      return;
    }
    Catalog catalog = new JdbcCatalog(database, InstantSource.system());
    System.out.println(catalog.create("by the holder", Map.of()).id());
    System.in.read();
    database.close();
  }

  /** Starts it. Its first line is the image's id. */
  static Process start(Path directory) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Holder.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
