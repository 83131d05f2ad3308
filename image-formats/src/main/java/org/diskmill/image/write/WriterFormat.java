// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.bitmap.DirtyBitmap;
import org.diskmill.io.Target;

/**
 * One format that can be written.
 *
 * <p>Stateless; part of a {@link org.diskmill.image.DiskFormat}. Safe for use by many threads.
 */
public interface WriterFormat {
  /** The format's name, as the command line spells it. */
  String name();

  /** The option keys that it knows, spelled as qemu-img does. */
  Set<String> optionKeys();

  /**
   * What writing with these options asks for.
   *
   * @throws org.diskmill.image.UnsupportedImageException when an option has a value that is legal
   *     but not written yet
   * @throws IllegalArgumentException when it has one that is not legal
   */
  WriterNeeds needs(WriteOptions options) throws IOException;

  /**
   * What the size of each of its disks is a multiple of, in bytes. A disk of another size is rounded up, and
   * zeros follow it.
   */
  default int sizeUnit() {
    return 1;
  }

  /**
   * Begins a disk.
   *
   * @param size of the disk in bytes
   * @param target stays the caller's
   */
  ImageWriter create(WriteOptions options, long size, Target target) throws IOException;

  /**
   * Begins a disk that names another one and stores only what differs from it. Units that are left
   * out are as in the base, and units of zeros that are not are put.
   *
   * @param options have a {@code backing_file}, which says how the file is to spell the base's name
   * @param size of the disk in bytes
   * @param target stays the caller's
   * @param base what the base's own file says about itself
   * @throws UnsupportedImageException when what these options make of the format has no such reference
   *     to this base
   */
  default ImageWriter createOver(WriteOptions options, long size, Target target, ImageInfo base)
      throws IOException {
    throw new IllegalStateException(name() + ": has no option backing_file");
  }

  /**
   * The size of the result, as far as the disk's map tells. Reads no data.
   *
   * @param size of the disk in bytes
   * @param name the plain name that the result's main file will have, where it is known: of several
   *     files, one may name the others
   * @param everything walks the whole disk; of a disk that is based on another, what is the same is a
   *     hole
   */
  SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything)
      throws IOException;

  /**
   * How many bytes these bitmaps would add at most; empty where they cannot be kept. Reads none.
   *
   * @param size of the disk in bytes
   */
  default OptionalLong estimateBitmaps(WriteOptions options, long size, List<DirtyBitmap> bitmaps)
      throws IOException {
    return OptionalLong.empty();
  }
}
