// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.diskmill.image.UnsupportedImageException;
import org.junit.jupiter.api.Test;

/** Packing with a library that is not there. */
class PackersTest {
  @Test
  void whatNeedsALibraryThatCannotBeLoadedIsNotSupported() {
    UnsatisfiedLinkError notHere = new UnsatisfiedLinkError("libzstd-jni: not permitted");
    Packers without = new Packers(() -> {
      throw notHere;
    });
    ByteBuffer bytes = ByteBuffer.allocateDirect(512);
    UnsupportedImageException refused =
        assertThrows(UnsupportedImageException.class, () -> without.pack(bytes, bytes));
    assertEquals(
        "cannot be compressed: the library for it cannot be loaded here: " + notHere,
        refused.getMessage());
    assertSame(notHere, refused.getCause());
  }
}
