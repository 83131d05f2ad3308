// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import java.util.Optional;
import org.diskmill.image.FormatNames;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.WriteOptions;

/**
 * How a differencing disk spells its parent's name.
 *
 * @param path as Windows writes paths
 * @param relative whether it counts from where the child is
 */
public record Backing(String path, boolean relative) {
  /**
   * What the options {@code backing_file} and {@code backing_fmt} say.
   *
   * @param format of the child, which is its parent's too
   */
  public static Optional<Backing> of(WriteOptions options, String format)
      throws UnsupportedImageException {
    Optional<String> name = options.value("backing_file");
    Optional<String> kind = options.value("backing_fmt").map(FormatNames::ours);
    if (name.isEmpty() && kind.isPresent()) {
      throw new IllegalArgumentException("option 'backing_fmt': is set without 'backing_file'");
    }
    if (kind.isPresent() && !kind.get().equals(format)) {
      throw new UnsupportedImageException(format
          + ": the parent of a differencing "
          + format
          + " is one itself, not "
          + kind.get());
    }
    return name.map(Backing::spelled);
  }

  private static Backing spelled(String name) {
    boolean drive = name.length() > 1 && name.charAt(1) == ':';
    if (name.startsWith("/")) {
      return new Backing(name, false);
    }
    String path = name.replace('/', '\\');
    if (drive || path.startsWith("\\")) {
      return new Backing(path, false);
    }
    return new Backing(path.startsWith(".") ? path : ".\\" + path, true);
  }

  /** The name of the file alone. */
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
  }

  /**
   * Fails unless a disk can be the parent.
   *
   * @param diskBytes the size of the child's disk as it will be written
   */
  public static void require(ImageInfo parent, String format, long diskBytes)
      throws UnsupportedImageException {
    if (!parent.format().equals(format)) {
      throw new UnsupportedImageException(format
          + ": the parent of a differencing "
          + format
          + " is one itself, but "
          + parent.name()
          + " is "
          + parent.format());
    }
    if (parent.virtualBytes() != diskBytes) {
      throw new UnsupportedImageException(format
          + ": a differencing disk is as large as its parent, but "
          + parent.name()
          + " has "
          + parent.virtualBytes()
          + " bytes and the disk "
          + diskBytes);
    }
  }
}
