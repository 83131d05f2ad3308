// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The embedded database in a data directory, in which catalogue and ledger live side by side.
 *
 * <p>One process at a time has it open. Whoever opened it closes it, after what was made on it. Safe
 * for use by many threads.
 *
 * <p><b>Durability.</b> H2 writes a commit to the file before it returns when its write delay is 0;
 * that survives the end of the process. It never forces the file to storage by itself, so {@link
 * #force} must follow a commit that shall survive the end of the machine.
 *
 * <p>A thread that is interrupted while it uses the database ends what it does there, and stays
 * interrupted.
 */
public final class CatalogDatabase implements AutoCloseable {
  private final Path directory;
  private final DirectoryLock lock;
  private final HikariDataSource pool;

  private CatalogDatabase(Path directory, DirectoryLock lock, HikariDataSource pool) {
    this.directory = directory;
    this.lock = lock;
    this.pool = pool;
  }

  /**
   * Opens the database in {@code directory}, making both if they are not there.
   *
   * @throws CatalogException when the directory had a database and has none any more, or one of a
   *     newer version of this library
   * @throws DirectoryInUseException when another process has it open
   */
  public static CatalogDatabase open(Path directory) throws IOException {
    Path home = directory.toAbsolutePath().normalize();
    if (home.toString().contains(";")) {
      throw new IllegalArgumentException("directory: " + home + " has a semicolon in its name");
    }
    create(home);
    DirectoryLock lock = DirectoryLock.take(home);
    try {
      CatalogMark mark = new CatalogMark(home);
      mark.requireKept();
      HikariDataSource pool = pool(home);
      try {
        Schema.bringUpToDate(home, pool);
        CatalogDatabase database = new CatalogDatabase(home, lock, pool);
        database.force();
        mark.set();
        return database;
      } catch (IOException | RuntimeException | Error failed) {
        pool.close();
        throw failed;
      }
    } catch (RuntimeException failed) {
      lock.close();
      throw new CatalogException(
          home + ": cannot open the catalogue: " + failed.getMessage()
              + "; where catalogue.mv.db is damaged, put it back from a backup",
          failed);
    } catch (IOException | Error failed) {
      lock.close();
      throw failed;
    }
  }

  /** Connections to it; each is given back by closing it. */
  public DataSource dataSource() {
    return pool;
  }

  /** Returns when all that was committed is on storage. */
  public void force() throws IOException {
    execute("CHECKPOINT SYNC");
  }

  @Override
  public void close() throws IOException {
    // The pool would not wait for its connections, and H2 closes its file with the last of them.
    boolean interrupted = Thread.interrupted();
    try {
      pool.close();
    } finally {
      lock.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  private void execute(String command) throws CatalogException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException failed) {
      throw new CatalogException(directory + ": " + command + ": " + failed.getMessage(), failed);
    }
  }

  /** Signing keys lie in this directory too, so nobody else may look into it. */
  private static void create(Path home) throws IOException {
    try {
      if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Path parent = home.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(
            home,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(home);
      }
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(home)) {
        throw new CatalogException(home + ": is a file, expected a directory or nothing");
      }
    }
  }

  private static HikariDataSource pool(Path home) {
    HikariConfig config = new HikariConfig();
    // By other channels than those that the JDK closes for everybody when one thread is
    // interrupted.
    config.setJdbcUrl("jdbc:h2:async:" + home.resolve("catalogue")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
    config.setUsername("diskmill");
    config.setPassword("");
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setPoolName("diskmill-catalogue");
    return new HikariDataSource(config);
  }
}
