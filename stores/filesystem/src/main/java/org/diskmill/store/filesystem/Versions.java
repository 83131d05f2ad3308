// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.diskmill.store.ObjectKey;
import org.diskmill.store.ObjectStat;

/**
 * What tells one version of a file from another: size, time and number.
 *
 * <p>File systems keep time in steps of some milliseconds and use numbers again, so a file's time is
 * set when it is staged, with digits at its end that are drawn.
 */
final class Versions {
  private Versions() {}

  /** Gives a file a time that no other version has. */
  static void stamp(Path file) throws IOException {
    Instant now = Instant.now();
    long drawn = new SplittableRandom().nextLong(1_000_000);
    Instant unique = now.truncatedTo(ChronoUnit.MILLIS).plusNanos(drawn);
    Files.setLastModifiedTime(file, FileTime.from(unique));
  }

  /** The version of a regular file; empty if there is none, or something else. */
  static Optional<String> of(Path file) throws IOException {
    return attributes(file).map(Versions::version);
  }

  static Optional<ObjectStat> stat(ObjectKey key, Path file) throws IOException {
    return attributes(file).map(found -> new ObjectStat(key, found.size(), version(found)));
  }

  /** Whether two names are of one file. */
  static boolean sameFile(Path one, Path other) throws IOException {
    Optional<String> version = of(one);
    return version.isPresent() && version.equals(of(other)) && Files.isSameFile(one, other);
  }

  private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return found.isRegularFile() ? Optional.of(found) : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static String version(BasicFileAttributes found) {
    return found.size()
        + "-"
        + found.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + "-"
        + number(found);
  }

  /** The file's number without that of its device, which a network mount may change. */
  private static String number(BasicFileAttributes found) {
    Object key = found.fileKey();
    String text = key == null ? "" : key.toString();
    int at = text.indexOf("ino=");
    return at < 0 ? "0" : text.substring(at + 4, text.length() - 1);
  }
}
