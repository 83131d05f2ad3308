// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.iso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

class IsoInfoTest {
  private static Map<String, Object> details(byte[] file) throws IOException {
    try (DiskImage image =
        Images.open(Sources.bytes("disc.iso", ByteBuffer.wrap(file)), OpenOptions.probing())) {
      assertEquals("iso", image.info().format());
      assertEquals(file.length, image.info().virtualBytes());
      return image.info().details();
    }
  }

  @Test
  void namesDateAndSizeAreThoseOfThePrimaryVolume() throws IOException {
    Map<String, Object> details = details(IsoFiles.disc());
    assertEquals(List.of("ISO 9660", "Joliet"), details.get("file-systems"));
    assertEquals("LINUX", details.get("system-id"));
    assertEquals("INSTALL_12", details.get("volume-id"));
    assertEquals("A PUBLISHER", details.get("publisher-id"));
    assertEquals("AN APPLICATION", details.get("application-id"));
    assertEquals("2024-05-01T12:34:56+01:00", details.get("created"));
    assertEquals(2048L, details.get("block-size"));
    assertEquals((long) IsoFiles.BLOCKS, details.get("blocks"));
    assertEquals("EL TORITO SPECIFICATION", details.get("boot-system-id"));
  }

  @Test
  void whatIsEmptyIsLeftOut() throws IOException {
    Map<String, Object> details = details(IsoFiles.disc());
    for (String empty : List.of(
        "volume-set-id",
        "volume-set-size",
        "data-preparer-id",
        "modified",
        "expires",
        "joliet-volume-id",
        "udf-volume-id")) {
      assertFalse(details.containsKey(empty), empty);
    }
  }

  @Test
  void theDiscsPlaceInItsSetItsOtherDatesAndFilesAreTold() throws IOException {
    byte[] file = IsoFiles.disc();
    ByteBuffer b = IsoFiles.wrap(file);
    int at = IsoFiles.PRIMARY_AT;
    b.putShort(at + 120, (short) 3).putShort(at + 124, (short) 2);
    b.put(at + 702, "COPY.TXT;1".getBytes(StandardCharsets.US_ASCII));
    b.put(at + 739, "ABSTRACT.TXT;1".getBytes(StandardCharsets.US_ASCII));
    b.put(at + 776, "BIBLIO.TXT;1".getBytes(StandardCharsets.US_ASCII));
    b.put(at + 847, "2030010203040500".getBytes(StandardCharsets.US_ASCII));
    b.put(at + 864, "2024050112345600".getBytes(StandardCharsets.US_ASCII));
    b.put(18 * IsoFiles.SECTOR + 40, "Größe ".getBytes(StandardCharsets.UTF_16BE));
    Map<String, Object> details = details(file);
    assertEquals(3L, details.get("volume-set-size"));
    assertEquals(2L, details.get("volume-sequence-number"));
    assertEquals("COPY.TXT;1", details.get("copyright-file-id"));
    assertEquals("ABSTRACT.TXT;1", details.get("abstract-file-id"));
    assertEquals("BIBLIO.TXT;1", details.get("bibliographic-file-id"));
    assertEquals("2030-01-02T03:04:05Z", details.get("expires"));
    assertEquals("2024-05-01T12:34:56Z", details.get("effective"));
    assertEquals("Größe", details.get("joliet-volume-id"));
  }

  @Test
  void theNameOfAUdfVolumeIsReadInEitherWidth() throws IOException {
    byte[] file = IsoFiles.bridge();
    assertEquals(List.of("ISO 9660", "Joliet", "UDF"), details(file).get("file-systems"));
    assertEquals("Install", details(file).get("udf-volume-id"));
    ByteBuffer b = IsoFiles.wrap(file);
    int name = 34 * IsoFiles.SECTOR + 84;
    b.put(name, (byte) 16);
    b.put(name + 1, "Größe".getBytes(StandardCharsets.UTF_16BE));
    b.put(name + 127, (byte) 11);
    assertEquals("Größe", details(file).get("udf-volume-id"));
  }

  @Test
  void aDescriptorWhoseChecksumIsWrongIsNotBelieved() throws IOException {
    byte[] file = IsoFiles.bridge();
    file[34 * IsoFiles.SECTOR + 4]++;
    assertFalse(details(file).containsKey("udf-volume-id"));
  }

  @Test
  void aUdfVolumeOfAHardDiskHasItsAnchorAtItsOwnSectors() throws IOException {
    byte[] file = IsoFiles.bridge();
    ByteBuffer b = IsoFiles.wrap(file);
    b.putInt(256 * IsoFiles.SECTOR + 20, 320);
    IsoFiles.sumTags(file);
    System.arraycopy(file, 256 * IsoFiles.SECTOR, file, 256 * 512, 512);
    Arrays.fill(file, 256 * IsoFiles.SECTOR, 257 * IsoFiles.SECTOR, (byte) 0);
    for (int i = 0; i < 4; i++) {
      System.arraycopy(file, (32 + i) * IsoFiles.SECTOR, file, (320 + i) * 512, 512);
    }
    assertEquals("Install", details(file).get("udf-volume-id"));
  }

  @Test
  void anImpossibleDateIsLeftOut() throws IOException {
    for (String date : List.of("2024139912345600", "20240501123456 x", "2024050125000000")) {
      byte[] file = IsoFiles.disc();
      byte[] bytes = date.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(bytes, 0, file, IsoFiles.PRIMARY_AT + 813, bytes.length);
      assertFalse(details(file).containsKey("created"), date);
    }
    byte[] file = IsoFiles.disc();
    file[IsoFiles.PRIMARY_AT + 829] = 127;
    assertFalse(details(file).containsKey("created"), "a zone that the earth does not have");
  }

  @Test
  void aDiscThatIsCutAnywhereIsStillDescribed() throws IOException {
    byte[] file = IsoFiles.bridge();
    for (int length = IsoFiles.PRIMARY_AT + 6; length < file.length; length += 509) {
      assertTrue(details(Arrays.copyOf(file, length)).containsKey("file-systems"), "" + length);
    }
  }
}
