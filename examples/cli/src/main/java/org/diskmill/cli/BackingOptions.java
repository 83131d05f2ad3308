// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.diskmill.cli.command.Argument;
import org.diskmill.cli.command.Arguments;
import org.diskmill.image.DiskImage;
import org.diskmill.image.FormatNames;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Sources;

/** The options that say what the result is based on. */
final class BackingOptions extends Arguments {
  private static final String FILE = "backing_file";
  private static final String FORMAT = "backing_fmt";

  /** Their files do not say which format the base has: it is their own. */
  private static final Set<String> OF_ONE_KIND = Set.of("vhd", "vhdx", "vdi", "vmdk");

  private final Argument<String> file = text(option("-B")
      .paramLabel("FILE")
      .description(
          "write only what differs from this image, and refer to it by this name;",
          "seen from where DST is. Needs -F with qcow2"));

  private final Argument<String> format =
      text(option("-F").paramLabel("FORMAT").description("format of the image named by -B"));

  /** The same as options of the format. */
  WriteOptions in(WriteOptions write) {
    WriteOptions named = file.given().map(name -> write.with(FILE, name)).orElse(write);
    return format.given().map(name -> named.with(FORMAT, name)).orElse(named);
  }

  /**
   * Opens what the options name, which may need other files by itself.
   *
   * @param target where the result will be
   * @param like how an image at a path is opened
   */
  static Optional<DiskImage> open(WriteOptions write, Path target, Opening like)
      throws IOException {
    Optional<String> name = write.value(FILE);
    Optional<String> format = write
        .value(FORMAT)
        .map(FormatNames::ours)
        .or(() -> Optional.of(write.format()).filter(OF_ONE_KIND::contains));
    if (name.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    Path base = target.resolveSibling(name.get());
    OpenOptions options = like.at(base).format(format).snapshot(Optional.empty());
    DiskImage disk = Images.open(Sources.file(base), options);
    try {
      Apart.fromBase(target, disk);
      requireRoom(disk, options.limits().chainDepth());
    } catch (IOException | RuntimeException failed) {
      disk.close();
      throw failed;
    }
    return Optional.of(disk);
  }

  /** Nobody is helped by a disk that cannot be read. */
  private static void requireRoom(DiskImage base, int most) throws UnsupportedImageException {
    if (base.chain().size() >= most) {
      throw new UnsupportedImageException(base.info().name()
          + ": is a chain of "
          + most
          + " files already, the longest that is read, so nothing can be based on it; convert it"
          + " without -B first");
    }
  }

  /** How an image is opened, which depends on where it is. */
  @FunctionalInterface
  interface Opening {
    OpenOptions at(Path image) throws IOException;
  }
}
