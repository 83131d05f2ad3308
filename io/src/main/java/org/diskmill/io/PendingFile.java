// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A regular file that appears at its path, in one step, only when it is whole.
 *
 * <p>Until {@link #commit} the bytes are in a locked file {@code .NAME.part} beside it; closing
 * without committing deletes that. After a crash the next writer of the same path takes the left-over
 * file and starts it again, so at most one is ever left. Used by one thread at a time, but for the
 * positioned methods of its sink.
 */
public final class PendingFile implements AutoCloseable {
  private static final int ATTEMPTS = 16;

  /**
   * The parts that this process writes: merely opening one to see whether it is locked would lose its
   * lock when that is closed again.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path directory;
  private final Path part;
  private final Path claim;
  private final FileSink sink;
  private boolean done;

  private PendingFile(
      Path path,
      Path directory,
      Path part,
      Path claim,
      FileChannel channel,
      FileAbilities abilities) {
    this.path = path;
    this.directory = directory;
    this.part = part;
    this.claim = claim;
    this.sink = FileSink.toBeForced(path.toString(), channel, abilities);
  }

  /**
   * Begins the file that will be at {@code path}, replacing a file that is there. Devices and pipes
   * are not replaced: for those see {@link Sinks}.
   *
   * @throws IOException also when another writer is at work on the same path
   */
  public static PendingFile at(Path path) throws IOException {
    return at(Objects.requireNonNull(path, "path"), PlatformFiles.found());
  }

  static PendingFile at(Path path, FileOps platform) throws IOException {
    Path end = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    Path name = end.getFileName();
    Path directory = end.toAbsolutePath().getParent();
    if (name == null || directory == null) {
      throw new IllegalArgumentException("path: " + path + " names no file");
    }
    if (Files.isDirectory(end)) {
      throw new IOException(path + ": is a directory, expected a file or nothing");
    }
    if (Files.exists(end) && !Files.isRegularFile(end)) {
      throw new IOException(path + ": is a device, pipe or socket, expected a file or nothing");
    }
    Path part = directory.resolve("." + name + ".part");
    Path claim = claim(directory, part);
    if (!OURS.add(claim)) {
      throw heldByAnother(path, part);
    }
    boolean begun = false;
    try {
      PendingFile file = begin(path, end, directory, part, claim, platform);
      begun = true;
      return file;
    } finally {
      if (!begun) {
        OURS.remove(claim);
      }
    }
  }

  /** The part by a name that is the same however the directory was spelled. */
  private static Path claim(Path directory, Path part) throws IOException {
    return Files.isDirectory(directory)
        ? directory.toRealPath().resolve(directory.relativize(part))
        : part.normalize();
  }

  private static IOException heldByAnother(Path path, Path part) {
    return new IOException(path + ": another writer holds " + part);
  }

  private static PendingFile begin(
      Path path, Path end, Path directory, Path part, Path claim, FileOps platform)
      throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FileChannel channel = open(path, part);
      if (isStill(part, channel, path)) {
        return begun(end, directory, part, claim, channel, platform);
      }
      channel.close();
    }
    throw new IOException(path + ": other writers keep taking " + part);
  }

  /** The bytes of the file to be; open until that is committed or closed, or nothing can be. */
  public PositionedSink sink() {
    return sink;
  }

  /** Forces the bytes to storage and shows the file at its path. */
  public void commit() throws IOException {
    force();
    show();
    Directories.force(directory);
  }

  /** The first half of a commit, which may fail for want of space: nothing can be seen of it. */
  void force() throws IOException {
    if (done) {
      throw new IllegalStateException(path + ": already committed or closed");
    }
    if (!sink.channel().isOpen()) {
      throw new ClosedFileException(path + ": its sink was closed before the file was committed");
    }
    sink.settle();
    sink.channel().force(true);
  }

  /** The second half, which the directory has yet to keep. */
  void show() throws IOException {
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    done = true;
    try {
      sink.close();
    } finally {
      OURS.remove(claim);
    }
  }

  /** Where the file will be. */
  Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    if (!done) {
      done = true;
      try {
        Files.deleteIfExists(part);
        sink.abandon();
      } finally {
        OURS.remove(claim);
      }
    }
  }

  private static FileChannel open(Path path, Path part) throws IOException {
    FileChannel channel = opened(path, part);
    try {
      if (!lock(channel)) {
        throw heldByAnother(path, part);
      }
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /** The caller knows nothing of the part, so what keeps it from being made is said of the path. */
  private static FileChannel opened(Path path, Path part) throws IOException {
    try {
      return FileChannel.open(
          part,
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      throw because(
          missing, new NoSuchFileException(path.toString(), null, "its directory does not exist"));
    } catch (AccessDeniedException denied) {
      String reason = "no permission to make " + part;
      throw because(denied, new AccessDeniedException(path.toString(), null, reason));
    } catch (FileSystemException failed) {
      String reason = "cannot make " + part + ": " + failed.getReason();
      throw because(failed, new FileSystemException(path.toString(), null, reason));
    }
  }

  private static IOException because(IOException cause, IOException said) {
    said.initCause(cause);
    return said;
  }

  private static PendingFile begun(
      Path path, Path directory, Path part, Path claim, FileChannel channel, FileOps platform)
      throws IOException {
    try {
      FileAbilities abilities = new FileAbilities(platform, part);
      return new PendingFile(path, directory, part, claim, channel.truncate(0), abilities);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException held) {
      return false;
    }
  }

  /** Whoever held the lock before may have renamed or deleted the file that we then locked. */
  private static boolean isStill(Path part, FileChannel channel, Path path) throws IOException {
    if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    BasicFileAttributes there =
        Files.readAttributes(part, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!there.isRegularFile()) {
      channel.close();
      throw new IOException(path + ": " + part + " is in the way and not a regular file");
    }
    return there.size() == channel.size();
  }
}
