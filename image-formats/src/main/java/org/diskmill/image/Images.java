// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.diskmill.io.Source;

/** Opens and describes images. Safe for use by many threads. */
public final class Images {
  private Images() {}

  /**
   * Opens a disk. Takes {@code source} over: closing the image closes it, and so does failing to
   * open.
   *
   * @throws ImageException when the file is not what it should be, or asks for too much
   */
  public static DiskImage open(Source source, OpenOptions options) throws IOException {
    Objects.requireNonNull(source, "source");
    Opening opening = new Opening(options);
    opening.owns(source);
    try {
      Objects.requireNonNull(options, "options");
      return new LayeredImage(opening.top(source), opening);
    } catch (IOException | RuntimeException | Error failed) {
      opening.closeAfter(failed);
      throw failed;
    }
  }

  /**
   * A disk that holds nothing but zeros: what a new image is made from. It opens no file.
   *
   * @param size of the disk in bytes, 0 to {@link Limits#LARGEST_DISK}
   */
  public static DiskImage zeros(long size) {
    requireSize(size);
    return new LayeredImage(new ZeroLayer(size), new Opening(OpenOptions.probing()));
  }

  /**
   * The same disk with another size: it is cut off, or followed by zeros. Takes {@code image} over:
   * closing the result closes it. The file is not changed.
   *
   * @param size of the disk in bytes, 0 to {@link Limits#LARGEST_DISK}
   */
  public static DiskImage resized(DiskImage image, long size) {
    Objects.requireNonNull(image, "image");
    requireSize(size);
    return new Resized(image, size);
  }

  private static void requireSize(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("size: " + size + " is negative");
    }
    if (size > Limits.LARGEST_DISK) {
      throw new IllegalArgumentException(
          "size: " + size + " is above " + Limits.LARGEST_DISK + " bytes, 4 EiB");
    }
  }

  /**
   * What a file says about itself. Touches nothing but {@code source}, which stays the caller's: no
   * reference is resolved, whatever the options allow.
   */
  public static ImageInfo info(Source source, OpenOptions options) throws IOException {
    Objects.requireNonNull(source, "source");
    return new Describing(Objects.requireNonNull(options, "options"))
        .top(source)
        .info();
  }

  /**
   * The format that the options name, or that the file is recognised as.
   *
   * @throws UnsupportedImageException when it is none that is known, or could be several
   */
  public static String formatOf(Source source, OpenOptions options) throws IOException {
    Objects.requireNonNull(source, "source");
    return Describing.formatOf(source, Objects.requireNonNull(options, "options"))
        .name();
  }

  /** The names of the formats that can be opened. */
  public static List<String> formats() {
    return Formats.all().stream().map(DiskFormat::name).toList();
  }

  /** The names of all formats that this file looks like. Reads only the probe window. */
  public static List<String> recognise(Source source) throws IOException {
    ProbeWindow window = ProbeWindow.of(Objects.requireNonNull(source, "source"));
    return Formats.all().stream()
        .filter(format -> format.recognises(window))
        .map(DiskFormat::name)
        .toList();
  }
}
