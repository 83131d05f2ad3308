// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class RewrappingTest {
  private static final int UNIT = 64 << 10;

  private final ByteBuffer plain = plain();

  private static ByteBuffer plain() {
    byte[] bytes = Patterns.bytes(5, UNIT);
    for (int i = 0; i < UNIT; i++) {
      bytes[i] &= 7;
    }
    return ByteBuffer.allocateDirect(UNIT).put(bytes).flip();
  }

  private ByteBuffer deflated(boolean wrapped) {
    Deflater deflater = new Deflater(9, !wrapped);
    deflater.setInput(plain.duplicate());
    deflater.finish();
    ByteBuffer stored = ByteBuffer.allocateDirect(2 * UNIT);
    deflater.deflate(stored);
    deflater.end();
    return stored.flip();
  }

  private static ByteBuffer inflated(ByteBuffer stored, boolean wrapped)
      throws DataFormatException {
    Inflater inflater = new Inflater(!wrapped);
    inflater.setInput(stored.duplicate());
    ByteBuffer out = ByteBuffer.allocateDirect(UNIT);
    inflater.inflate(out);
    assertTrue(inflater.finished());
    inflater.end();
    return out.flip();
  }

  @Test
  void whatIsInsideAWrapperIsABareStream() throws DataFormatException {
    assertEquals(plain, inflated(Rewrapping.unwrapped(deflated(true)), false));
  }

  @Test
  void aWrappedStreamHasTheRightChecksum() throws DataFormatException {
    ByteBuffer stored = ByteBuffer.allocateDirect(2 * UNIT);
    assertTrue(Rewrapping.wrap(deflated(false), plain, stored));
    assertEquals(plain, inflated(stored.flip(), true));
  }

  @Test
  void whatDoesNotFitIsNotBegun() {
    ByteBuffer tight = ByteBuffer.allocateDirect(deflated(false).remaining() + 5);
    assertFalse(Rewrapping.wrap(deflated(false), plain, tight));
    assertEquals(0, tight.position());
  }

  @Test
  void everyUnpackerLeavesItsInputAtTheStreamsEnd() throws DamagedStreamException {
    for (Packing packing : Packing.values()) {
      ByteBuffer stored = ByteBuffer.allocateDirect(2 * UNIT);
      try (Packer packer = Codecs.packer(packing);
          Unpacker unpacker = Codecs.unpacker(packing)) {
        packer.pack(plain, stored);
        int end = stored.position();
        stored.clear();
        unpacker.unpack(stored, ByteBuffer.allocateDirect(UNIT));
        assertEquals(end, stored.position(), packing.toString());
      }
    }
  }
}
