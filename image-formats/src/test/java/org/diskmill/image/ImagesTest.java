// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.diskmill.image.contract.Failing;
import org.junit.jupiter.api.Test;

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
}
