// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageException;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Memory;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Headers that no tool writes, and that the specification allows or not. */
class HandMadeHeaderTest {
  private static final int UNKNOWN = 0x12345678;

  private static HandMade made(int version) {
    HandMade made = new HandMade(version);
    made.data(3, Patterns.bytes(3, HandMade.CLUSTER));
    return made;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void extensionsFollowTheHeaderHoweverLongItIs() throws IOException {
    for (int length : new int[] {104, 112, 120, 105, 107, 119, 1000}) {
      HandMade made = made(3).number(100, length);
      made.number(length, HeaderExtensions.BACKING_FORMAT).number(length + 4, 3);
      made.bytes(length + 8, ascii("raw"));
      made.wide(8, 2000).number(16, 4).bytes(2000, ascii("base"));
      var base = made.info().base().orElseThrow();
      assertEquals(Optional.of("raw"), base.format(), "header_length " + length);
    }
    assertThrows(CorruptImageException.class, () -> made(3).number(100, 103).info());
    assertThrows(
        CorruptImageException.class,
        () -> made(3).number(100, HandMade.CLUSTER + 8).info());
  }

  @Test
  void placesAndBitsOfWhatIsNotThereMustFitToo() throws IOException {
    assertEquals(HandMade.DISK, made(3).wide(64, HandMade.CLUSTER).info().virtualBytes());
    assertThrows(CorruptImageException.class, () -> made(3).wide(64, 1000).info());
    assertThrows(CorruptImageException.class, () -> made(3).wide(64, -4096).info());
    assertThrows(CorruptImageException.class, () -> made(3).wide(88, 2).info());
  }

  @Test
  void ofVersion2TheyFollowAt72() throws IOException {
    HandMade made = made(2)
        .extension(UNKNOWN, new byte[5])
        .extension(HeaderExtensions.BACKING_FORMAT, ascii("raw"))
        .backing(ascii("base"));
    assertEquals(Optional.of("raw"), made.info().base().orElseThrow().format());
    assertEquals("0.10", made.info().details().get("compat"));
  }

  @Test
  void bitsThatNobodyKnowsMatterOnlyWhereTheyAreIncompatible() throws IOException {
    for (int bit = 5; bit < 64; bit++) {
      HandMade made = made(3).wide(72, 1L << bit);
      assertThrows(UnsupportedImageException.class, made::info, "incompatible bit " + bit);
    }
    HandMade made = made(3).wide(80, -1L).wide(88, -1L << 2);
    assertArrayEquals(made.disk(), made.content());
  }

  @Test
  void infoTellsWhatQemuImgLeavesOut() throws IOException {
    HandMade made = made(3).wide(80, 1 | 1L << 40).wide(88, 1L << 7);
    made.extension(HeaderExtensions.FEATURE_NAMES, new byte[48]).extension(UNKNOWN, new byte[3]);
    Map<?, ?> said = (Map<?, ?>) Objects.requireNonNull(made.info().details().get("header"));
    assertEquals(112, said.get("length"));
    assertEquals(1L, said.get("l1-entries"));
    assertEquals((long) HandMade.L1, said.get("l1-offset"));
    assertEquals(List.of(), said.get("incompatible-features"));
    assertEquals(List.of("lazy-refcounts", "bit-40"), said.get("compatible-features"));
    assertEquals(List.of("bit-7"), said.get("autoclear-features"));
    assertEquals(List.of("feature-names", "0x12345678"), said.get("extensions"));
  }

  @Test
  void bitsThatNobodyKnowsHaveTheNamesThatTheirWriterLeft() throws IOException {
    byte[] names = new byte[3 * 48 + 7];
    names[0] = 1;
    names[1] = 40;
    System.arraycopy(ascii("a wish"), 0, names, 2, 6);
    names[48] = 2;
    names[49] = 40;
    System.arraycopy(ascii("another"), 0, names, 50, 7);
    names[96] = 1;
    System.arraycopy(ascii("not its name"), 0, names, 98, 12);
    HandMade made = made(3).wide(80, 1 | 1L << 40).wide(88, 1L << 7);
    made.extension(HeaderExtensions.FEATURE_NAMES, names);
    Map<?, ?> said = (Map<?, ?>) Objects.requireNonNull(made.info().details().get("header"));
    assertEquals(List.of("lazy-refcounts", "bit-40 (a wish)"), said.get("compatible-features"));
    assertEquals(List.of("bit-7"), said.get("autoclear-features"));
  }

  @Test
  void aDirtyImageIsReadAsItIsACorruptOneOnlyDescribedOrReadLeniently() throws IOException {
    HandMade dirty = made(3).wide(72, 1);
    assertTrue(dirty.info().dirty());
    assertArrayEquals(dirty.disk(), dirty.content());
    HandMade corrupt = made(3).wide(72, 2);
    assertEquals(true, corrupt.info().details().get("corrupt"));
    assertThrows(CorruptImageException.class, corrupt::content);
    assertArrayEquals(corrupt.disk(), corrupt.content(OpenOptions.probing().lenient(true)));
  }

  @Test
  void theCompressionTypeAndItsBitMustAgree() {
    assertThrows(ImageException.class, () -> made(3).wide(72, 8).info());
    assertThrows(ImageException.class, () -> made(3).number(104, 1 << 24).info());
    assertThrows(
        ImageException.class, () -> made(3).wide(72, 8).number(104, 2 << 24).info());
    assertThrows(
        ImageException.class,
        () -> made(3).wide(72, 8).number(104, 1 << 24).number(100, 104).info());
  }

  @Test
  void aNameEndsAtAnEndMarkThatAWriterHasCounted() throws IOException {
    byte[] base = Patterns.bytes(7, 2 * HandMade.CLUSTER);
    HandMade made = made(3)
        .extension(HeaderExtensions.BACKING_FORMAT, ascii("raw\0\0"))
        .backing(ascii("base\0/etc/passwd"));
    byte[] expected = made.disk();
    System.arraycopy(base, 0, expected, 0, base.length);
    OpenOptions options = OpenOptions.probing().references(Memory.files(Map.of("base", base)));
    assertArrayEquals(expected, made.content(options));
  }

  /** As in {@code qemu-img create -F host_device -b /dev/…}. */
  @Test
  void aBackingFormatThatIsQemusWayToTheBytesIsRaw() throws IOException {
    byte[] base = Patterns.bytes(7, 2 * HandMade.CLUSTER);
    for (String driver : List.of("file", "host_device")) {
      HandMade made =
          made(3).extension(HeaderExtensions.BACKING_FORMAT, ascii(driver)).backing(ascii("base"));
      byte[] expected = made.disk();
      System.arraycopy(base, 0, expected, 0, base.length);
      OpenOptions options = OpenOptions.probing().references(Memory.files(Map.of("base", base)));
      assertArrayEquals(expected, made.content(options), driver);
    }
  }

  @Test
  void anEmptyNameIsNoBackingFileAndAnEmptyFormatIsNone() throws IOException {
    HandMade nameless = made(3).backing(new byte[0]);
    assertTrue(nameless.info().references().isEmpty());
    assertArrayEquals(nameless.disk(), nameless.content());
    HandMade formless =
        made(3).extension(HeaderExtensions.BACKING_FORMAT, new byte[0]).backing(ascii("base"));
    assertEquals(Optional.empty(), formless.info().base().orElseThrow().format());
  }

  @Test
  void extensionsMayComeInAnyOrderAndFillTheClusterToItsEnd() throws IOException {
    HandMade made = made(3).extension(UNKNOWN, new byte[9]);
    for (int i = 0; i < 30; i++) {
      made.extension(UNKNOWN + i, Patterns.bytes(i, i));
    }
    made.extension(HeaderExtensions.FEATURE_NAMES, new byte[48]);
    assertArrayEquals(made.disk(), made.content());
    HandMade full = made(3).extension(UNKNOWN, new byte[HandMade.CLUSTER - 112 - 8]);
    assertArrayEquals(full.disk(), full.content());
  }

  @Test
  void anExtensionThatIsSaidToGoOnPastItsRoomIsRefused() {
    for (int length : new int[] {HandMade.CLUSTER, Integer.MAX_VALUE, -1}) {
      HandMade made = made(3).number(112, UNKNOWN).number(116, length);
      assertThrows(CorruptImageException.class, made::info, "length " + length);
    }
    HandMade intoName = made(3).backing(ascii("base")).number(112, UNKNOWN).number(116, 100);
    assertThrows(CorruptImageException.class, intoName::info);
  }

  @Test
  void everyPlaceAndCountOfTheHeaderIsChecked() {
    int[] fields = {20, 36, 56, 60, 96, 100};
    for (int field : fields) {
      for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
        HandMade made = made(3).number(field, value);
        assertThrows(ImageException.class, made::content, "at " + field + ": " + value);
      }
    }
    for (int field : new int[] {8, 24, 40, 48}) {
      for (long value : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 63 | 512}) {
        HandMade made = made(3).wide(field, value);
        assertThrows(ImageException.class, made::content, "at " + field + ": " + value);
      }
    }
    assertThrows(ImageException.class, () -> made(3).number(56, 0).content());
  }

  @Test
  void aFileThatEndsInsideItsHeaderIsRefused() {
    byte[] file = made(3).file();
    for (int length = 0; length < 112; length += 3) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(ImageException.class, () -> Memory.open(Map.of("cut", cut), "cut", "qcow2"));
    }
  }
}
