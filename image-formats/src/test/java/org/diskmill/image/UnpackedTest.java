// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.Unpackers;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** A unit that cannot be unpacked. */
class UnpackedTest {
  @Test
  void aUnitWhoseLibraryCannotBeLoadedIsNotSupported() {
    UnsatisfiedLinkError notHere = new UnsatisfiedLinkError("libzstd-jni: not permitted");
    Unpackers without = new Unpackers(packing -> {
      throw notHere;
    });
    ByteBuffer bytes = ByteBuffer.allocateDirect(512);
    Source source = Sources.bytes("disk.qcow2", bytes);
    Extent.Packed unit = new Extent.Packed(0, 512, source, 64, 100, Packing.ZSTD, 512, 0);
    UnsupportedImageException refused = assertThrows(
        UnsupportedImageException.class, () -> Unpacked.into(bytes, bytes, unit, without));
    assertEquals(
        "disk.qcow2: the unit at 64 is compressed as ZSTD, whose library cannot be loaded here: "
            + notHere,
        refused.getMessage());
    assertSame(notHere, refused.getCause());
  }
}
