// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.Checks;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;

/**
 * A file from a stranger, and everything that a service may do with it. Nothing but {@link
 * ImageException} may come of it, and no work out of proportion to the file.
 */
final class Stranger {
  /** Small enough that a parser which takes more shows as out of memory. */
  private static final Limits LIMITS = Limits.defaults().metadataBytes(8 << 20);

  private static final int RUNS_LOOKED_AT = 1000;
  private static final int RUNS_READ = 20;
  private static final int READ_AT_ONCE = 64 << 10;

  private final byte[] file;
  private final String format;

  Stranger(byte[] file, String format) {
    this.file = file;
    this.format = format;
  }

  /** Opens, describes, maps, reads and checks it, strictly and leniently. */
  void meet() throws IOException {
    OpenOptions options = OpenOptions.as(format).limits(LIMITS);
    use(options);
    use(options.lenient(true));
    try {
      Checks.check(source(), options, Job.unattended());
    } catch (ImageException declared) {
      requireNamed(declared);
    }
  }

  /** What is done with a file of which nobody knows what it is. */
  void inspect() throws IOException {
    Inspection.of(source(), LIMITS);
    use(OpenOptions.probing().limits(LIMITS));
  }

  private void use(OpenOptions options) throws IOException {
    try {
      Images.info(source(), options);
      try (DiskImage image = Images.open(source(), options)) {
        walk(image);
      }
    } catch (ImageException declared) {
      requireNamed(declared);
    }
  }

  /** As a layer over another image. */
  void meetOver(OpenOptions options) throws IOException {
    use(options.limits(LIMITS));
  }

  private static void walk(DiskImage image) throws IOException {
    ExtentCursor runs = image.extents(0, image.size());
    ByteBuffer part = ByteBuffer.allocate(READ_AT_ONCE);
    int read = 0;
    for (int seen = 0; seen < RUNS_LOOKED_AT; seen++) {
      Extent.Resolved run = runs.next();
      if (run == null) {
        return;
      }
      if (!run.readsAsZero() && read++ < RUNS_READ) {
        long length = Math.min(part.capacity(), run.end() - run.offset());
        image.read(run.offset(), part.clear().limit((int) length));
      }
    }
  }

  private Source source() {
    return new MeteredSource(Sources.bytes("stranger", ByteBuffer.wrap(file)));
  }

  /** An error that does not say which file helps nobody. */
  private static void requireNamed(ImageException declared) {
    if (!declared.toString().contains("stranger")) {
      throw new AssertionError("the error names no file", declared);
    }
  }
}
