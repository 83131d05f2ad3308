// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Texts that end at a NUL, with something else than NULs behind it. */
class VmdkTextEndTest {
  private static final byte[] DISK = Patterns.bytes(1, 40 << 10);
  private static final byte[] OTHER = Patterns.bytes(2, 24 << 10);
  private static final String BASE_ID = "9bb67d60-2b98-461a-b3f7-955248571a49";
  private static final String ALONE = """
      # Disk DescriptorFile
      version=1
      CID=12345678
      parentCID=ffffffff
      createType="monolithicSparse"

      # Extent description
      RW 80 SPARSE "any.vmdk"

      # The Disk Data Base
      #DDB

      ddb.virtualHWVersion = "4"
      ddb.geometry.cylinders = "5"
      ddb.geometry.heads = "16"
      ddb.geometry.sectors = "63"
      ddb.adapterType = "ide"
      """;
  private static final String CHILD = ALONE + "ddb.uuid.image=\"" + BASE_ID.replace('9', '8')
      + "\"\nddb.uuid.modification=\"07f4ea8e-b8b8-46a6-98f4-a459ca0255ab\"\nddb.uuid.parent=\""
      + BASE_ID + "\"\n";
  private static final String DELTA = ALONE
      .replace("parentCID=ffffffff", "parentCID=12345678")
      .replace("createType", "parentFileNameHint=\"parent.vmdk\"\ncreateType");
  /** Whose parent is named last: no order of the lines is prescribed. */
  private static final String DELTA_AT_LAST = ALONE.replace("parentCID=ffffffff\n", "")
      + "parentCID=12345678\nparentFileNameHint=\"parent.vmdk\"\n";

  private static final String SEVERAL = ALONE.replace(
      "RW 80 SPARSE \"any.vmdk\"",
      "RW 80 FLAT \"a\" 0\nRW 40 ZERO\nRW 48 FLAT \"b\" 0\nRW 8 FLAT \"b\" 16\nRW 16 ZERO");

  private static final Map<String, byte[]> FILES = Map.of(
      "a",
      DISK,
      "b",
      OTHER,
      "parent.vmdk",
      VmdkFiles.sparse(DISK, ALONE, false),
      BASE_ID,
      VmdkFiles.sparse(DISK, ALONE + "ddb.uuid.image=\"" + BASE_ID + "\"\n", false));

  private static byte[] content(byte[] file) throws IOException {
    Map<String, byte[]> files = new HashMap<>(FILES);
    files.put("disk.vmdk", file);
    return Memory.content(Memory.open(files, "disk.vmdk", "vmdk"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Half of the disk in a file of its own, with a text inside. */
  private static byte[] sparse(String text) {
    return VmdkFiles.sparse(Arrays.copyOf(Arrays.copyOf(DISK, 20 << 10), DISK.length), text, false);
  }

  /** Puts a NUL at each place of the text in turn. */
  private static void assertNothingIsLost(byte[] file, int from, int length) throws IOException {
    byte[] expected = content(file);
    List<Integer> refused = new ArrayList<>();
    for (int at = from; at < from + length; at++) {
      byte[] damaged = file.clone();
      damaged[at] = 0;
      try {
        assertArrayEquals(expected, content(damaged), "NUL at " + (at - from));
      } catch (ImageException refusal) {
        refused.add(at - from);
      }
    }
    assertTrue(refused.size() > length / 3, "refused: " + refused);
  }

  @Test
  void aNulAnywhereInTheTextLosesNeitherExtentsNorParents() throws IOException {
    for (String text : List.of(ALONE, DELTA, DELTA_AT_LAST, CHILD)) {
      assertNothingIsLost(sparse(text), 512, text.length());
    }
    assertNothingIsLost(bytes(SEVERAL), 0, SEVERAL.length());
    byte[] carrier = sparse(SEVERAL);
    VmdkFiles.wrap(carrier).putLong(12, 0);
    assertNothingIsLost(carrier, 512, SEVERAL.length());
  }

  @Test
  void aSectorOfTheTextThatIsZerosLosesNoneEither() throws IOException {
    String text = SEVERAL.replace("RW 16 ZERO", "RW 16 ZERO\n".repeat(90).strip());
    byte[] damaged = bytes(text);
    Arrays.fill(damaged, 512, 1024, (byte) 0);
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> content(damaged));
    assertTrue(
        refused.toString().contains("descriptor at 0 ends at a NUL at 5"), refused.toString());
    assertTrue(refused.toString().endsWith("open it leniently to read what is before the NUL"));
  }

  @Test
  void aLenientReaderTakesWhatStandsBeforeTheNul() throws IOException {
    byte[] damaged = sparse(ALONE);
    damaged[512 + ALONE.indexOf("createType") + 3] = 0;
    assertThrows(CorruptImageException.class, () -> content(damaged));
    OpenOptions lenient = OpenOptions.as("vmdk").lenient(true);
    DiskImage image = Images.open(Sources.bytes("disk.vmdk", VmdkFiles.wrap(damaged)), lenient);
    assertArrayEquals(content(sparse(ALONE)), Memory.content(image));
  }

  /** QEMU puts a shorter content id into the text in place, and leaves what then is too much. */
  @Test
  void theEndOfATextThatQemuMadeShorterDoesNoHarm() throws IOException {
    for (String text : List.of(ALONE, ALONE.stripTrailing())) {
      for (int less = 1; less < 8; less++) {
        String now =
            text.replace("CID=12345678\npar", "CID=12345678".substring(0, 12 - less) + "\npar");
        String rest = text.substring(now.length() + 1);
        assertEquals(text.length(), now.length() + 1 + rest.length());
        assertArrayEquals(content(sparse(ALONE)), content(sparse(now + "\0" + rest)));
      }
    }
  }

  @Test
  void whateverIsLeftOfOlderTextsBehindAWholeOneDoesNoHarm() throws IOException {
    String old = SEVERAL.replace("ffffffff", "12345678") + CHILD;
    for (String equals : List.of("=", " = ")) {
      String none = BASE_ID.replaceAll("[^-]", "0");
      String whole = ALONE + "ddb.uuid.parent" + equals + "\"" + none + "\"\n";
      for (int from = 0; from < old.length(); from += 7) {
        String both = whole + "\0" + old.substring(from);
        assertArrayEquals(content(sparse(ALONE)), content(sparse(both)));
      }
    }
    for (String rubbish : List.of("\1\2\3", "\n\n", "\0\0\r\n", "\u00ff".repeat(40), "x=y")) {
      assertArrayEquals(content(sparse(ALONE)), content(sparse(ALONE + "\0" + rubbish)));
    }
  }

  /** QEMU before 8.2 put a NUL there, into texts that are longer. */
  @Test
  void theNulThatOlderQemuPutIntoLongTextsIsNamed() {
    String lines = "RW 80 FLAT \"a\" 0\n".repeat(1000).strip();
    byte[] file = bytes(ALONE.replace("RW 80 SPARSE \"any.vmdk\"", lines));
    file[10239] = 0;
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(file));
    assertTrue(refused.toString().contains("NUL at 10239"), refused.toString());
  }
}
