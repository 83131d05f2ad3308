// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.diskmill.image.compare.Comparison;
import org.diskmill.image.contract.Failing;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What becomes of a source that is not opened as an image. */
class ImagesTest {
  @Test
  void failingToOpenClosesTheSourceAndSaysWhyItFailed() {
    for (Throwable why :
        List.of(new IOException(), new IllegalStateException(), new OutOfMemoryError())) {
      Failing source = Failing.reading(1 << 20, why);
      OpenOptions options = OpenOptions.as("qcow2");
      assertSame(why, assertThrows(Throwable.class, () -> Images.open(source, options)));
      assertTrue(source.closed());
      assertEquals("failed to close", why.getSuppressed()[0].getMessage());
    }
  }

  private static void assertNamed(String argument, Executable call) {
    assertEquals(argument, assertThrows(NullPointerException.class, call).getMessage());
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without such a checker do.
  void nullsAreRefusedAtOnceByTheirNames() throws IOException {
    Failing source = Failing.reading(0, new IOException());
    OpenOptions options = OpenOptions.probing();
    DiskImage disk = Images.zeros(512);
    WriteOptions raw = WriteOptions.of("raw");
    assertNamed("source", () -> Images.open(null, options));
    assertNamed("options", () -> Images.open(source, null));
    assertNamed("source", () -> Images.info(null, options));
    assertNamed("options", () -> Images.info(source, null));
    assertNamed("image", () -> Images.resized(null, 512));
    assertNamed("options", () -> Conversion.of(disk, null));
    assertNamed("callers", () -> Conversion.of(disk, raw).on(null, 1));
    assertNamed("disk", () -> Conversion.of(disk, raw).over(null));
    assertNamed("a", () -> Comparison.of(null, disk));
    assertNamed("b", () -> Comparison.of(disk, null));
  }
}
