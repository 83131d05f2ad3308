// SPDX-License-Identifier: Apache-2.0
package org.diskmill.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.diskmill.image.codec.DamagedStreamException;
import org.diskmill.image.codec.DeflateCodec;
import org.diskmill.image.codec.JdkDeflate;
import org.diskmill.image.codec.Packer;
import org.diskmill.image.codec.Unpacker;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every implementation of deflate must do, each judged by the other. */
class DeflateCodecsTest {
  private static final int UNIT = 64 << 10;
  private static final DeflateCodec JDK = new JdkDeflate();
  private static final DeflateCodec NATIVE = new LibDeflate();

  static Stream<Arguments> codecs() {
    return Stream.of(JDK, NATIVE)
        .flatMap(codec -> Stream.of(true, false).map(wrapped -> Arguments.of(codec, wrapped)));
  }

  private static ByteBuffer unit(int seed) {
    byte[] bytes = Patterns.bytes(seed, UNIT);
    for (int i = 0; i < UNIT; i++) {
      bytes[i] &= (byte) (i / 1000 % 2 == 0 ? 7 : 0xff);
    }
    return ByteBuffer.allocateDirect(UNIT).put(bytes).flip();
  }

  private static ByteBuffer packed(DeflateCodec codec, boolean wrapped, ByteBuffer plain) {
    ByteBuffer stored = ByteBuffer.allocateDirect(2 * UNIT);
    try (Packer packer = codec.packer(wrapped, Optional.empty())) {
      assertTrue(packer.pack(plain, stored));
    }
    return stored;
  }

  private static ByteBuffer unpacked(DeflateCodec codec, boolean wrapped, ByteBuffer stored)
      throws DamagedStreamException {
    ByteBuffer plain = ByteBuffer.allocateDirect(UNIT);
    try (Unpacker unpacker = codec.unpacker(wrapped)) {
      unpacker.unpack(stored, plain);
    }
    return plain.flip();
  }

  @Test
  void theNativeOneIsThereAndPreferred() {
    assertTrue(NATIVE.available());
    assertTrue(NATIVE.preference() > JDK.preference());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void eachUnpacksWhatTheOthersPack(DeflateCodec codec, boolean wrapped)
      throws DamagedStreamException {
    for (DeflateCodec other : List.of(JDK, NATIVE)) {
      ByteBuffer stored = packed(other, wrapped, unit(1)).flip();
      assertEquals(unit(1), unpacked(codec, wrapped, stored));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theInputIsLeftAtTheStreamsEndWhateverFollows(DeflateCodec codec, boolean wrapped)
      throws DamagedStreamException {
    ByteBuffer stored = packed(codec, wrapped, unit(2));
    int end = stored.position();
    while (stored.position() < end + 512) {
      stored.put((byte) 0x55);
    }
    assertEquals(unit(2), unpacked(codec, wrapped, stored.flip()));
    assertEquals(end, stored.position());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aTruncatedStreamIsDamaged(DeflateCodec codec, boolean wrapped) {
    ByteBuffer stored = packed(codec, wrapped, unit(3)).flip();
    for (int cut : new int[] {1, 4, 5, 100, stored.limit() - 1}) {
      ByteBuffer part = stored.duplicate().limit(stored.limit() - cut);
      assertThrows(
          DamagedStreamException.class, () -> unpacked(codec, wrapped, part), "cut " + cut);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aStreamOfMoreOrLessThanAUnitIsDamaged(DeflateCodec codec, boolean wrapped) {
    ByteBuffer more =
        ByteBuffer.allocateDirect(UNIT + 1).put(unit(4)).put((byte) 1).flip();
    ByteBuffer less = unit(4).limit(UNIT - 1);
    for (ByteBuffer plain : List.of(more, less)) {
      ByteBuffer stored = packed(codec, wrapped, plain).flip();
      assertThrows(DamagedStreamException.class, () -> unpacked(codec, wrapped, stored));
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void whatDoesNotFitLeavesTheRoomAsItWas(DeflateCodec codec, boolean wrapped) {
    try (Packer packer = codec.packer(wrapped, Optional.empty())) {
      ByteBuffer tight = ByteBuffer.allocateDirect(1000).position(10);
      assertFalse(packer.pack(unit(5), tight));
      assertEquals(10, tight.position());
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void garbageIsDamagedOrUnpacksToAUnit(DeflateCodec codec, boolean wrapped) {
    Seeds.each(500, random -> {
      ByteBuffer stored = packed(codec, wrapped, unit(6)).flip();
      for (int i = 0; i < 5; i++) {
        stored.put(random.nextInt(stored.limit()), (byte) random.nextInt());
      }
      try {
        assertEquals(UNIT, unpacked(codec, wrapped, stored).remaining());
      } catch (DamagedStreamException declared) {
        assertFalse(declared.toString().isEmpty());
      }
    });
  }
}
