// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.format.vhd.VhdFiles;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** What a stranger's file is taken for, by all its marks. */
class InspectionTest {
  private static final int SIZE = 128 << 10;

  /** Where each mark stands; negative from the end. */
  private static final Map<String, Map<Integer, String>> MARKS = Map.of(
      "qed", Map.of(0, "QED\0"),
      "cloop", Map.of(0, "#!/bin/sh\n#V2.0 Format\n"),
      "dmg", Map.of(-512, "koly"),
      "bochs", Map.of(0, "Bochs Virtual HD Image"),
      "luks", Map.of(0, "LUKS\u00ba\u00be\0\1"),
      "iso", Map.of(32769, "CD001"),
      "vhd", Map.of(-512, "conectix"),
      "qcow2", Map.of(0, "QFI\u00fb\0\0\0\3"));

  private static Source source(byte[] file) {
    return Sources.bytes("file", ByteBuffer.wrap(file));
  }

  private static byte[] marked(String... formats) {
    byte[] file = new byte[SIZE];
    for (String format : formats) {
      MARKS.getOrDefault(format, Map.of()).forEach((at, mark) -> {
        byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, file, at < 0 ? SIZE + at : at, bytes.length);
      });
    }
    return file;
  }

  private static InspectionReport report(byte[] file) throws IOException {
    return Inspection.of(source(file), Limits.defaults());
  }

  private static boolean has(InspectionReport report, String code) {
    return report.hazards().stream().anyMatch(hazard -> hazard.code().equals(code));
  }

  @Test
  void whatIsNeverOpenedIsNamedAndIsNotSafe() throws IOException {
    for (String format : List.of("qed", "cloop", "dmg", "bochs")) {
      InspectionReport report = report(marked(format));
      assertEquals(List.of(format), report.formats());
      assertTrue(has(report, "banned"), report.toString());
    }
    InspectionReport luks = report(marked("luks"));
    assertEquals(List.of("luks"), luks.formats());
    assertTrue(has(luks, "encrypted"), luks.toString());
  }

  @Test
  void openingNamesTheFormatThatIsRefused() {
    for (String format : List.of("qed", "cloop", "dmg", "bochs", "luks")) {
      UnsupportedImageException refused = assertThrows(
          UnsupportedImageException.class,
          () -> Images.open(source(marked(format)), OpenOptions.probing()));
      assertTrue(refused.toString().contains("is a " + format), refused.toString());
    }
  }

  @Test
  void aFileWithTheMarksOfTwoFormatsIsReportedAsBothAndOpenedAsNeither() throws IOException {
    for (String[] two : new String[][] {
      {"iso", "qcow2"},
      {"qed", "iso"},
      {"dmg", "qcow2"},
      {"dmg", "iso"},
      {"qcow2", "vhd"},
      {"bochs", "vhd"},
      {"cloop", "iso"}
    }) {
      byte[] file = marked(two);
      InspectionReport report = report(file);
      assertEquals(2, report.formats().size(), report.toString());
      assertTrue(report.formats().containsAll(List.of(two)), report.toString());
      assertTrue(has(report, "several-formats"), report.toString());
      UnsupportedImageException refused = assertThrows(
          UnsupportedImageException.class, () -> Images.open(source(file), OpenOptions.probing()));
      assertTrue(refused.toString().contains(two[0]), refused.toString());
      assertTrue(refused.toString().contains(two[1]), refused.toString());
    }
  }

  @Test
  void aFixedDiskMayHoldWhatIsEncryptedAsAWhole() throws IOException {
    byte[] file = VhdFiles.contractFixed(marked("luks"));
    try (var image = Images.open(source(file), OpenOptions.probing())) {
      assertEquals("vhd", image.info().format());
    }
    assertTrue(has(report(file), "encrypted"));
  }

  @Test
  void whatIsPackedIsNamedAndNotTakenForARawDisk() throws IOException {
    for (Map.Entry<String, byte[]> packed : Wrapped.files().entrySet()) {
      String name = packed.getKey();
      InspectionReport report = report(packed.getValue());
      assertEquals(List.of(name), report.formats());
      assertTrue(has(report, "packed"), report.toString());
      UnsupportedImageException refused = assertThrows(
          UnsupportedImageException.class,
          () -> Images.open(source(packed.getValue()), OpenOptions.probing()));
      assertTrue(refused.toString().contains("is packed (" + name + ")"), refused.toString());
      assertTrue(refused.toString().contains("unpack it first"), refused.toString());
    }
  }

  @Test
  void aDiskMayHoldAnArchive() throws IOException {
    byte[] archive = Arrays.copyOf(Wrapped.files().get("tar"), SIZE);
    try (var image = Images.open(source(VhdFiles.contractFixed(archive)), OpenOptions.probing())) {
      assertEquals("vhd", image.info().format());
    }
    try (var image = Images.open(source(archive), OpenOptions.as("raw"))) {
      assertEquals(SIZE, image.size());
    }
  }

  @Test
  void anIsoThatStartsFromDisksTooIsSafe() throws IOException {
    byte[] hybrid = marked("iso");
    hybrid[446] = (byte) 0x80;
    hybrid[450] = 0x17;
    hybrid[510] = 0x55;
    hybrid[511] = (byte) 0xaa;
    InspectionReport report = report(hybrid);
    assertEquals(List.of("iso", "mbr"), report.formats());
    assertTrue(report.safe(), report.toString());
  }

  @Test
  void fewBytesAndNoMarksAreNoFormatAndNoHarm() throws IOException {
    for (int length = 0; length < 600; length += 37) {
      InspectionReport report = report(new byte[length]);
      assertEquals(List.of(), report.formats());
      assertTrue(report.safe());
    }
    assertFalse(report(marked("qcow2")).safe());
  }
}
