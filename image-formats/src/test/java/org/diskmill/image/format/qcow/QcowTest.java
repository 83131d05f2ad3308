// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.QcowMaker;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

class QcowTest {
  private static Source source(byte[] file) {
    return Sources.bytes("disk.qcow", ByteBuffer.wrap(file));
  }

  private static byte[] content(byte[] file) throws IOException {
    return Memory.content(Images.open(source(file), OpenOptions.probing()));
  }

  @Test
  void whatIsNotAllocatedIsTheBackingFilesAndItsFormatMustBeStated() throws IOException {
    byte[] base = Patterns.bytes(1, 20_000);
    byte[] changes = new byte[40_000];
    System.arraycopy(Patterns.bytes(2, 4096), 0, changes, 8192, 4096);
    byte[] expected = Arrays.copyOf(base, 40_000);
    System.arraycopy(changes, 8192, expected, 8192, 4096);
    byte[] file = new QcowMaker(false, "base").file(changes);
    OpenOptions open = OpenOptions.probing().references(Memory.files(Map.of("base", base)));
    assertThrows(RefusedReferenceException.class, () -> Images.open(source(file), open));
    OpenOptions stated = open.backingFormat(Optional.of("raw"));
    assertArrayEquals(expected, Memory.content(Images.open(source(file), stated)));
    var report = Inspection.of(source(file), Limits.defaults());
    assertEquals(List.of("qcow"), report.formats());
    assertEquals("backing-file", report.hazards().get(0).code());
  }

  @Test
  void aFileThatIsNotThereIsNotSaidToBeForbidden() throws IOException {
    byte[] file = new QcowMaker(false, "base").file(new byte[40_000]);
    OpenOptions closed = OpenOptions.probing().backingFormat(Optional.of("raw"));
    OpenOptions open = closed.references(Memory.files(Map.of("other", new byte[1])));
    assertEquals(
        "disk.qcow: needs the backing file 'base', and the caller does not allow it",
        refusal(file, closed));
    assertEquals(
        "disk.qcow: needs the backing file 'base', which is not among the files that the caller allows",
        refusal(file, open));
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without such a checker do.
  void aResolverThatReturnsNullIsNamed() throws IOException {
    byte[] file = new QcowMaker(false, "base").file(new byte[40_000]);
    OpenOptions options = OpenOptions.probing().backingFormat(Optional.of("raw"));
    NullPointerException failed = assertThrows(
        NullPointerException.class,
        () -> Images.open(source(file), options.references(reference -> null)));
    assertEquals("references: resolve returned null", failed.getMessage());
  }

  private static String refusal(byte[] file, OpenOptions options) {
    return String.valueOf(
        assertThrows(RefusedReferenceException.class, () -> Images.open(source(file), options))
            .getMessage());
  }

  @Test
  void aNameEndsAtAnEndMarkAndAnEmptyOneIsNoBackingFile() throws IOException {
    byte[] disk = Patterns.bytes(1, 20_000);
    byte[] empty = new QcowMaker(false, "\0base").file(disk);
    assertArrayEquals(disk, content(empty));
    byte[] unused = new QcowMaker(false, "").file(disk);
    unused[17] = 0x7f;
    assertArrayEquals(disk, content(unused));
    byte[] marked = new QcowMaker(false, "base\0").file(disk);
    var info = Images.info(source(marked), OpenOptions.probing());
    assertEquals("base", info.base().orElseThrow().name());
  }

  @Test
  void headersThatLieAreRefused() {
    byte[] good = new QcowMaker(false, "").file(Patterns.bytes(1, 20_000));
    assertRefused(CorruptImageException.class, good, 32, 8);
    assertRefused(CorruptImageException.class, good, 32, 17);
    assertRefused(CorruptImageException.class, good, 33, 14);
    assertRefused(CorruptImageException.class, good, 39, 2);
    assertRefused(LimitExceededException.class, good, 24, 0x7f);
    assertRefused(CorruptImageException.class, good, 42, 0x7f);
    assertRefused(CorruptImageException.class, good, 513, 0x7f);
    assertRefused(CorruptImageException.class, good, 4097, 0x7f);
    assertRefused(CorruptImageException.class, good, 4096 + 7, 1);
  }

  private static void assertRefused(
      Class<? extends Exception> with, byte[] good, int at, int value) {
    byte[] bad = good.clone();
    bad[at] = (byte) value;
    assertThrows(with, () -> content(bad), "at " + at);
  }

  @Test
  void aTruncatedFileIsNoShorterDisk() throws IOException {
    byte[] disk = Patterns.bytes(1, 5 * 4096);
    byte[] file = new QcowMaker(false, "").file(disk);
    Arrays.fill(disk, disk.length - 1000, disk.length, (byte) 0);
    assertArrayEquals(disk, content(Arrays.copyOf(file, file.length - 1000)));
    byte[] cut = Arrays.copyOf(file, file.length - 4096);
    assertThrows(CorruptImageException.class, () -> content(cut));
  }

  /** One changed bit in an entry often makes it that of another cluster, here of another table. */
  @Test
  void twoClustersOrTablesInOnePlaceAreRefusedAndLenientlyRead() throws IOException {
    byte[] disk = Patterns.bytes(1, 600 * 4096);
    byte[] file = new QcowMaker(false, "").file(disk);
    ByteBuffer b = ByteBuffer.wrap(file);
    int second = (int) b.getLong(512 + 8);
    b.putLong(second + 7 * 8, b.getLong((int) b.getLong(512) + 3 * 8));
    byte[] expected = disk.clone();
    System.arraycopy(disk, 3 * 4096, expected, 519 * 4096, 4096);
    assertShared("L2 entry at " + (second + 7 * 8), file, expected);
    byte[] tables = new QcowMaker(true, "").file(disk);
    ByteBuffer.wrap(tables).putLong(512 + 8, ByteBuffer.wrap(tables).getLong(512));
    System.arraycopy(disk, 0, expected, 512 * 4096, 88 * 4096);
    assertShared("which are in one place", tables, expected);
  }

  private static void assertShared(String message, byte[] file, byte[] lenient) throws IOException {
    String refusal =
        assertThrows(CorruptImageException.class, () -> content(file)).toString();
    assertTrue(refusal.contains(message), refusal);
    OpenOptions open = OpenOptions.probing().lenient(true);
    assertArrayEquals(lenient, Memory.content(Images.open(source(file), open)));
  }

  @Test
  void formatsThatNobodyHereReadsAreRefusedByName() throws IOException {
    byte[] dmg = new byte[2048];
    System.arraycopy("koly".getBytes(StandardCharsets.US_ASCII), 0, dmg, 1536, 4);
    Map<String, byte[]> files = Map.of(
        "qed", "QED\0 and more".getBytes(StandardCharsets.US_ASCII),
        "cloop", "#!/bin/sh\n#V2.0 Format\n".getBytes(StandardCharsets.US_ASCII),
        "dmg", dmg,
        "bochs", "Bochs Virtual HD Image".getBytes(StandardCharsets.US_ASCII));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      UnsupportedImageException found =
          assertThrows(UnsupportedImageException.class, () -> content(file.getValue()));
      assertTrue(found.toString().contains("is a " + file.getKey()), found.toString());
      UnsupportedImageException asked = assertThrows(
          UnsupportedImageException.class,
          () -> Images.open(source(file.getValue()), OpenOptions.as(file.getKey())));
      assertTrue(asked.toString().contains("refused"), asked.toString());
    }
  }

  @Test
  void aDiskOfManyTablesNeedsOnlyTheirFirstLevel() throws IOException {
    byte[] disk = new byte[9 << 20];
    System.arraycopy(Patterns.bytes(1, 100), 0, disk, 8 << 20, 100);
    try (DiskImage image =
        Images.open(source(new QcowMaker(true, "").file(disk)), OpenOptions.probing())) {
      assertArrayEquals(disk, Memory.content(image));
    }
  }

  @Test
  void describingTellsHowItIsEncryptedAndWhereItsTableIs() throws IOException {
    byte[] file = new QcowMaker(true, "").file(Patterns.bytes(1, 20_000));
    ByteBuffer b = ByteBuffer.wrap(file).putInt(20, 1_000_000_000).putInt(36, 1);
    var details = Images.info(source(file), OpenOptions.probing()).details();
    assertEquals(Map.of("format", "aes"), details.get("encrypt"));
    assertEquals(
        Map.of(
            "version",
            1L,
            "l1-offset",
            b.getLong(40),
            "l2-entries",
            1L << b.get(33),
            "modified",
            "2001-09-09T01:46:40Z"),
        details.get("header"));
  }
}
