// SPDX-License-Identifier: Apache-2.0
package org.diskmill.replication.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import org.diskmill.catalog.CatalogDatabase;

/** A process that writes lines until it is killed, and tells the number of each when it is safe. */
final class LedgerWriter {
  private LedgerWriter() {}

  public static void main(String[] arguments) throws Exception {
    CatalogDatabase database = CatalogDatabase.open(Path.of(arguments[0]));
    Ledger ledger = new JdbcLedger(database, InstantSource.system());
    while (true) {
      LedgerLine line = ledger.append(LedgerContract.IMAGE, new LedgerEntry.Ended("and on"));
      System.out.println(line.number());
      System.out.flush();
    }
  }

  static Process start(Path directory) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LedgerWriter.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
