// SPDX-License-Identifier: Apache-2.0
package org.diskmill.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process out of a data directory.
 *
 * <p>The lock is the operating system's: it ends with the process, however that ends, so a killed one
 * is no obstacle. The file's text only says who holds it.
 */
final class DirectoryLock implements AutoCloseable {
  /**
   * The directories that this process holds: merely opening the file of one would lose its lock when
   * that is closed again.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  /** Far behind the text, so that the text can be read where locks are mandatory. */
  private static final long LOCKED_AT = 1L << 40;

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static DirectoryLock take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!OURS.add(real)) {
      throw inUse(directory, processText());
    }
    boolean taken = false;
    try {
      DirectoryLock lock = new DirectoryLock(real, locked(directory));
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        OURS.remove(real);
      }
    }
  }

  private static FileChannel locked(Path directory) throws IOException {
    Path file = file(directory);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock(channel) == null) {
        throw inUse(directory, holder(file));
      }
      channel.truncate(0);
      String text = processText() + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static Path file(Path directory) {
    return directory.resolve("lock");
  }

  private static String processText() {
    return "process " + ProcessHandle.current().pid();
  }

  private static DirectoryInUseException inUse(Path directory, String holder) {
    return new DirectoryInUseException(
        directory + ": in use by " + holder + ", which holds " + file(directory));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_AT, 1, false);
    } catch (OverlappingFileLockException held) {
      return null;
    }
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file).strip();
    return text.isEmpty() ? "another process" : text;
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      // Somebody else of this process may hold it by now.
      return;
    }
    try {
      channel.close();
    } finally {
      OURS.remove(directory);
    }
  }
}
