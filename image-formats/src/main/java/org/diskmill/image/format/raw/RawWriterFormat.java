// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.raw;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.write.ImageWriter;
import org.diskmill.image.write.SizeEstimate;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.image.write.WriterFormat;
import org.diskmill.image.write.WriterNeeds;
import org.diskmill.io.Target;

/** Writes raw disks: to a local file at any place in parallel, to anything else in order. */
final class RawWriterFormat implements WriterFormat {
  @Override
  public String name() {
    return "raw";
  }

  @Override
  public Set<String> optionKeys() {
    return Set.of("preallocation");
  }

  @Override
  public WriterNeeds needs(WriteOptions options) throws UnsupportedImageException {
    if (options.compressed()) {
      throw new UnsupportedImageException("raw: cannot be compressed");
    }
    preallocated(options);
    return new WriterNeeds(RawBody.UNIT_BYTES, 0, false, false);
  }

  @Override
  public ImageWriter create(WriteOptions options, long size, Target target) throws IOException {
    return preallocated(options)
        ? new OrderedRawWriter(target.main(), true, 0, size)
        : RawBody.on(target.main(), 0, size);
  }

  /**
   * Whether zeros take storage too. The JDK has no call that reserves storage without writing, so
   * {@code falloc} promises what {@code full} does, and is done in the same way.
   */
  private static boolean preallocated(WriteOptions options) {
    String mode = options.value("preallocation").orElse("off");
    return switch (mode) {
      case "off" -> false;
      case "falloc", "full" -> true;
      default ->
        throw new IllegalArgumentException(
            "option 'preallocation': '" + mode + "' is neither off, falloc nor full");
    };
  }

  @Override
  public SizeEstimate estimate(
      WriteOptions options, long size, Optional<String> name, ExtentCursor everything) {
    return new SizeEstimate(size, true);
  }
}
