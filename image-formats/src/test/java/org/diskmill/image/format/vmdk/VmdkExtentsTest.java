// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vmdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.contract.Memory;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks whose text names other files. */
class VmdkExtentsTest {
  private static final byte[] A = Patterns.bytes(1, 40 << 10);
  private static final byte[] B = Patterns.bytes(2, 24 << 10);

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[]... parts) {
    byte[] all = new byte[0];
    for (byte[] part : parts) {
      int at = all.length;
      all = Arrays.copyOf(all, at + part.length);
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  private static byte[] content(Map<String, byte[]> files) throws IOException {
    return Memory.content(Memory.open(files, "disk.vmdk", "vmdk"));
  }

  private static ImageInfo info(byte[] file) throws IOException {
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(file));
    return Images.info(source, OpenOptions.probing());
  }

  /** qemu-img leaves such extents out without a word, so that everything after them moves. */
  @Test
  void zeroReadOnlyAndInaccessibleExtentsKeepTheirPlace() throws IOException {
    String text = VmdkFiles.text(
        "monolithicFlat",
        "RW 20 FLAT \"a\" 0",
        "RW 7 ZERO",
        "RDONLY 40 FLAT \"a\" 40",
        "NOACCESS 8 ZERO",
        "NOACCESS 48 FLAT \"b\" 0");
    byte[] expected = joined(
        Arrays.copyOf(A, 20 * 512),
        new byte[7 * 512],
        Arrays.copyOfRange(A, 40 * 512, 80 * 512),
        new byte[8 * 512],
        B);
    assertArrayEquals(expected, content(Map.of("disk.vmdk", utf8(text), "a", A, "b", B)));
    assertEquals(expected.length, info(utf8(text)).virtualBytes());
  }

  @Test
  void splitDisksOfFlatAndSparseExtentsAreJoined() throws IOException {
    String text = VmdkFiles.text(
        "custom",
        "RW 80 SPARSE \"a\"",
        "RW 48 FLAT \"b\" 0",
        "RW 80 VMFSSPARSE \"c\"",
        "RW 48 VMFS \"b\"",
        "RW 48 SESPARSE \"d\"");
    Map<String, byte[]> files = Map.of(
        "disk.vmdk", utf8(text),
        "a", VmdkFiles.sparse(A),
        "b", B,
        "c", VmdkFiles.cowd(A),
        "d", VmdkFiles.seSparse(B));
    assertArrayEquals(joined(A, B, A, B, B), content(files));
  }

  @Test
  void extentsAreAskedForAsSpelledThenWithSlashesAndLastByFileName() throws IOException {
    String text = VmdkFiles.text(
        "monolithicFlat",
        "RW 80 FLAT \"C:\\VMs\\a disk\\a.vmdk\" 0",
        "RW 48 FLAT \"sub\\b.vmdk\" 0");
    assertArrayEquals(
        joined(A, B), content(Map.of("disk.vmdk", utf8(text), "a.vmdk", A, "sub/b.vmdk", B)));
  }

  @Test
  void aMarkInFrontAndExtentsOfNoLengthArePassedOver() throws IOException {
    String text =
        VmdkFiles.text("monolithicFlat", "RW 0 FLAT \"b\" 0", "RW 80 FLAT \"a\" 0", "RW 0 ZERO");
    byte[] marked = utf8("\ufeff" + text);
    assertEquals(A.length, info(marked).virtualBytes());
    assertArrayEquals(A, content(Map.of("disk.vmdk", marked, "a", A)));
  }

  @Test
  void aKeyWithTwoValuesIsRefusedUnlessItIsANoteOfSomeProduct() throws IOException {
    String text = VmdkFiles.text(
        "monolithicFlat", "RW 80 FLAT \"a\" 0", "ddb.uuid = \"1\"", "ddb.uuid = \"2\"");
    assertArrayEquals(A, content(Map.of("disk.vmdk", utf8(text), "a", A)));
    byte[] twice = utf8(text + "CID=87654321\n");
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> content(Map.of("disk.vmdk", twice)));
    assertTrue(refused.toString().contains("'cid' is there twice"), refused.toString());
  }

  /** Xen Orchestra writes it in decimal, which has up to ten digits; QEMU reads them like this. */
  @Test
  void ofALongContentIdTheLowerHalfCounts() throws IOException {
    String text = VmdkFiles.embedded("monolithicSparse", 80);
    byte[] parent = VmdkFiles.sparse(A, text.replace("CID=12345678", "CID=3735928559"), false);
    assertEquals(0x35928559L, info(parent).details().get("cid"));
    String child =
        text.replace("parentCID=ffffffff", "parentCID=35928559\nparentFileNameHint=\"p\"");
    byte[] delta = VmdkFiles.sparse(new byte[A.length], child, false);
    assertArrayEquals(A, content(Map.of("disk.vmdk", delta, "p", parent)));
  }

  @Test
  void whatTheCallerDoesNotAllowIsRefused() {
    String text = VmdkFiles.text("monolithicFlat", "RW 80 FLAT \"/etc/shadow\" 0");
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(utf8(text)));
    RefusedReferenceException refused = assertThrows(
        RefusedReferenceException.class, () -> Images.open(source, OpenOptions.as("vmdk")));
    assertEquals("/etc/shadow", refused.reference().name());
  }

  @Test
  void describingNamesTheExtentsAndOpensNone() throws IOException {
    String text =
        VmdkFiles.text("twoGbMaxExtentSparse", "RW 80 SPARSE \"a\"", "RW 20 SPARSE \"b\"");
    ImageInfo info = info(utf8(text));
    assertEquals(
        List.of("a", "b"), info.references().stream().map(one -> one.name()).toList());
    assertEquals(100 * 512, info.virtualBytes());
    assertEquals("twoGbMaxExtentSparse", info.details().get("create-type"));
    assertEquals(0x12345678L, info.details().get("cid"));
    assertEquals(0xffffffffL, info.details().get("parent-cid"));
  }

  @Test
  void theFileItselfAmongSeveralExtentsNeedsNoDoor() throws IOException {
    String text = VmdkFiles.text("custom", "RW 48 FLAT \"b\" 0", "RW 80 SPARSE \"oldname.vmdk\"");
    byte[] disk = VmdkFiles.sparse(A, text, false);
    assertArrayEquals(joined(B, A), content(Map.of("disk.vmdk", disk, "b", B)));
  }

  /** As FreeBSD's images have it. */
  @Test
  void theFileItselfNeedsNoNameInItsTextAndAnyOtherDoes() throws IOException {
    String unnamed = VmdkFiles.text("monolithicSparse", "RW 80 SPARSE \"\"");
    byte[] disk = VmdkFiles.sparse(A, unnamed, false);
    assertArrayEquals(A, content(Map.of("disk.vmdk", disk)));
    assertEquals(List.of(), info(disk).references());
    String zeros = VmdkFiles.text("custom", "RW 20 ZERO \"\" 0", "RW 80 FLAT \"a\" 0");
    assertArrayEquals(
        joined(new byte[20 * 512], A), content(Map.of("disk.vmdk", utf8(zeros), "a", A)));
    for (String type : List.of("SPARSE", "FLAT")) {
      byte[] alone = utf8(VmdkFiles.text("x", "RW 80 " + type + " \"\" 0"));
      CorruptImageException refused =
          assertThrows(CorruptImageException.class, () -> content(Map.of("disk.vmdk", alone)));
      assertTrue(refused.toString().contains("names no file"), refused.toString());
    }
  }

  @Test
  void anExtentMayHaveTheTypeOfItsDisk() throws IOException {
    String text = VmdkFiles.text("streamOptimized", "RDONLY 80 STREAMOPTIMIZED \"any.vmdk\"");
    assertArrayEquals(A, content(Map.of("disk.vmdk", VmdkFiles.sparse(A, text, false))));
  }

  @Test
  void aSparseHeaderWithoutCapacityOnlyCarriesItsText() throws IOException {
    byte[] carrier =
        VmdkFiles.sparse(A, VmdkFiles.text("monolithicFlat", "RW 48 FLAT \"b\" 0"), false);
    VmdkFiles.wrap(carrier).putLong(12, 0);
    assertArrayEquals(B, content(Map.of("disk.vmdk", carrier, "b", B)));
  }

  @Test
  void anExtentThatIsShorterThanItsLineSaysIsRefused() {
    String text = VmdkFiles.text("x", "RW 81 SPARSE \"a\"");
    Map<String, byte[]> files = Map.of("disk.vmdk", utf8(text), "a", VmdkFiles.sparse(A));
    assertThrows(CorruptImageException.class, () -> content(files));
    String flat = VmdkFiles.text("x", "RW 81 FLAT \"a\" 0");
    CorruptImageException refused = assertThrows(
        CorruptImageException.class, () -> content(Map.of("disk.vmdk", utf8(flat), "a", A)));
    assertTrue(refused.toString().contains("truncated"), refused.toString());
  }

  @Test
  void aSparseExtentThatIsThereTwiceIsRefusedAndAFlatOneIsNot() throws IOException {
    String line = "RW 80 SPARSE \"s\"";
    byte[] text = utf8(VmdkFiles.text("twoGbMaxExtentSparse", line, "RW 48 FLAT \"b\" 0", line));
    Map<String, byte[]> files = Map.of("disk.vmdk", text, "s", VmdkFiles.sparse(A), "b", B);
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(files));
    assertTrue(
        refused.toString().contains("two extents are in the sparse file 's'"), refused.toString());
    OpenOptions lenient = OpenOptions.as("vmdk").references(Memory.files(files)).lenient(true);
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(text));
    assertArrayEquals(joined(A, B, A), Memory.content(Images.open(source, lenient)));
    CheckReport report = Checks.check(
            Sources.bytes("d", ByteBuffer.wrap(text)), OpenOptions.as("vmdk"), Job.unattended())
        .orElseThrow();
    assertTrue(report.findings().toString().contains("the sparse file 's'"), report.toString());
    // One file of zeros may fill all gaps.
    String pad = "RW 48 FLAT \"b\" 0";
    byte[] flat = utf8(VmdkFiles.text("twoGbMaxExtentFlat", pad, "RW 80 FLAT \"a\" 0", pad));
    assertArrayEquals(joined(B, A, B), content(Map.of("disk.vmdk", flat, "a", A, "b", B)));
  }

  @Test
  void partsOfDevicesAreDescribedAndRefusedByName() throws IOException {
    byte[] text = utf8(VmdkFiles.text("vmfsRaw", "RW 80 VMFSRDM \"lun-rdm.vmdk\""));
    assertEquals(80 * 512, info(text).virtualBytes());
    UnsupportedImageException refused =
        assertThrows(UnsupportedImageException.class, () -> content(Map.of("disk.vmdk", text)));
    assertTrue(refused.toString().contains("VMFSRDM"), refused.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Disk DescriptorFile\nversion=1\nRW 80 FLAT \"a\" 0\n",
        "# Disk DescriptorFile\r\nversion=1\r\nRW 80 FLAT \"a\" 0\r\n",
        "# disk descriptorfile\nRW 80 FLAT \"a\" 0",
        "\n\n#other\n# comments\nVERSION = 1\nrw  80\tflat \"a\"\n",
        "version=2\nparentcid=FFFFFFFF\nCREATETYPE=vmfs\nRW 80 VMFS \"a\"\n",
        "# Disk DescriptorFile\nversion=1\nRW 80 FLAT \"a\" 0 partitionUUID \\\\.\\x\n\0junk=1\0"
      })
  void everyFormOfTextIsRecognisedAndRead(String text) throws IOException {
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(utf8(text)));
    assertEquals(List.of("vmdk"), Images.recognise(source));
    assertArrayEquals(A, content(Map.of("disk.vmdk", utf8(text), "a", A)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "UTF-8", "Shift_JIS", "windows-932", "GBK"})
  void namesAreReadInTheEncodingThatTheTextStates(String encoding) throws IOException {
    Charset charset = Charset.forName(encoding.equals("windows-932") ? "MS932" : encoding);
    String name = encoding.equals("windows-1252") ? "größe" : "日本";
    String text = VmdkFiles.text(
        "monolithicFlat", "encoding=\"" + encoding + "\"", "RW 80 FLAT \"" + name + "\" 0");
    assertArrayEquals(A, content(Map.of("disk.vmdk", text.getBytes(charset), name, A)));
  }

  @Test
  void withoutAStatedEncodingItIsUtf8OrElseLatin() throws IOException {
    String text = VmdkFiles.text("monolithicFlat", "RW 80 FLAT \"größe\" 0");
    assertArrayEquals(A, content(Map.of("disk.vmdk", utf8(text), "größe", A)));
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    assertArrayEquals(A, content(Map.of("disk.vmdk", latin, "größe", A)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RW 80 FLAT",
        "RW 0 FLAT \"a\" 0",
        "RW many FLAT \"a\" 0",
        "RW 999999999999999999 FLAT \"a\" 0",
        "CID=nonsense\nRW 80 FLAT \"a\" 0",
        "parentCID=00000001\nRW 80 FLAT \"a\" 0",
        "createType=\"vmfs\"\nRW 80 FLAT \"a\" 0",
        "parentFileNameHint=\"a\"\nRW 80 FLAT \"a\" 0",
        "ddb.adapterType=\"ide\""
      })
  void textThatContradictsItselfOrTheFormatIsRefused(String lines) {
    byte[] text = utf8(VmdkFiles.text("monolithicFlat", lines));
    assertThrows(
        org.diskmill.image.ImageException.class, () -> content(Map.of("disk.vmdk", text, "a", A)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "encryption.keySafe = \"vmware:key/list/\"",
        "encryptionKeys=\"vmware:key/list/(pair/(fqid/<VMWARE-NULL>/kms/1,HMAC-SHA-256,AA))\"",
        "ddb.iofilters = \"vmwarevmcrypt\"",
        "ddb.ioFilters = \"vmwarelwd,vmwarevmcrypt\""
      })
  void anEncryptedDiskIsRefusedByName(String line) {
    String text = VmdkFiles.text("vmfs", line, "RW 80 VMFS \"a\"");
    UnsupportedImageException refused = assertThrows(
        UnsupportedImageException.class, () -> content(Map.of("disk.vmdk", utf8(text), "a", A)));
    assertTrue(refused.toString().contains("encrypted"), refused.toString());
  }

  /** Other filters look at what is written, to copy it elsewhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ddb.iofilters = \"vmwarelwd\"", "ddb.iofilters = \"\"", "encryptionKeys="})
  void aFilterThatDoesNotEncryptIsPassedOver(String line) throws IOException {
    String text = VmdkFiles.text("vmfs", line, "RW 80 VMFS \"a\"");
    assertArrayEquals(A, content(Map.of("disk.vmdk", utf8(text), "a", A)));
  }

  @Test
  void aDeltaTakesFromItsParentWhatItDoesNotHold() throws IOException {
    byte[] parent = VmdkFiles.sparse(A);
    byte[] change = new byte[A.length];
    Arrays.fill(change, 8192, 12288, (byte) 7);
    String text = VmdkFiles.embedded("monolithicSparse", 80)
        .replace("parentCID=ffffffff", "parentCID=12345678\nparentFileNameHint=\"../p.vmdk\"");
    byte[] delta = VmdkFiles.sparse(change, text, false);
    byte[] expected = A.clone();
    Arrays.fill(expected, 8192, 12288, (byte) 7);
    assertArrayEquals(expected, content(Map.of("disk.vmdk", delta, "../p.vmdk", parent)));
  }

  @Test
  void zerosOfADeltaAreNotItsParents() throws IOException {
    String marked = VmdkFiles.embedded("monolithicSparse", 80)
        .replace("parentCID=ffffffff", "parentCID=12345678\nparentFileNameHint=\"p\"");
    byte[] grains = VmdkFiles.sparse(new byte[A.length], marked, true);
    byte[] parent = VmdkFiles.sparse(A);
    assertArrayEquals(new byte[A.length], content(Map.of("disk.vmdk", grains, "p", parent)));
    String extent = VmdkFiles.text("x", "parentFileNameHint=\"p\"", "RW 80 ZERO")
        .replace("parentCID=ffffffff", "parentCID=12345678");
    assertArrayEquals(new byte[A.length], content(Map.of("disk.vmdk", utf8(extent), "p", parent)));
  }

  @Test
  void aParentThatWasChangedSinceIsRefused() throws IOException {
    String text = VmdkFiles.embedded("monolithicSparse", 80)
        .replace("parentCID=ffffffff", "parentCID=00000005\nparentFileNameHint=\"p\"");
    byte[] delta = VmdkFiles.sparse(new byte[A.length], text, false);
    Map<String, byte[]> files = Map.of("disk.vmdk", delta, "p", VmdkFiles.sparse(A));
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(files));
    assertTrue(refused.toString().contains("12345678"), refused.toString());
    Source source = Sources.bytes("disk.vmdk", ByteBuffer.wrap(delta));
    OpenOptions lenient = OpenOptions.as("vmdk").references(Memory.files(files)).lenient(true);
    try (DiskImage image = Images.open(source, lenient)) {
      assertEquals(A.length, image.size());
    }
    assertEquals("p", info(delta).base().orElseThrow().name());
  }

  /** A header that is only there for the text, which lies behind it. */
  private static byte[] carrier(String text, int sectors, byte[] behind) {
    byte[] chars = utf8(text);
    byte[] file = new byte[64 << 10];
    System.arraycopy(VmdkFiles.sparse(A), 0, file, 0, 512);
    VmdkFiles.wrap(file).putLong(12, 0).putLong(36, sectors);
    System.arraycopy(chars, 0, file, 512, chars.length);
    System.arraycopy(behind, 0, file, 512 + sectors * 512, behind.length);
    return file;
  }

  /** As Haiku's images have it: the header is there for the text alone, and the disk is behind it. */
  @Test
  void aFlatExtentThatBeginsWhereTheHeadersOverheadEndsIsInTheFileItself() throws IOException {
    String text = VmdkFiles.text("monolithicFlat", "RW 80 FLAT \"haiku.vmdk\" 3");
    byte[] file = carrier(text, 2, A);
    VmdkFiles.wrap(file).putLong(64, 3);
    assertArrayEquals(A, content(Map.of("disk.vmdk", file)));
    assertEquals(List.of(), info(file).references());
    byte[] cut = Arrays.copyOf(file, 3 * 512 + 79 * 512);
    CorruptImageException refused =
        assertThrows(CorruptImageException.class, () -> content(Map.of("disk.vmdk", cut)));
    assertTrue(refused.toString().contains("truncated"), refused.toString());
    VmdkFiles.wrap(file).putLong(64, 4);
    assertThrows(RefusedReferenceException.class, () -> content(Map.of("disk.vmdk", file)));
  }

  @Test
  void aTextThatIsLongerThanItsRoomIsReadToItsEnd() throws IOException {
    String[] lines = new String[20];
    Arrays.setAll(lines, i -> "RW 80 FLAT \"a\" 0 # and what makes it as long as others are");
    byte[] file = carrier(VmdkFiles.text("twoGbMaxExtentFlat", lines), 2, new byte[0]);
    Map<String, byte[]> files = Map.of("disk.vmdk", file, "a", A);
    assertEquals(20 * A.length, content(files).length);
  }

  @Test
  void aTextThatWasWrittenOverInsideALineIsRefused() {
    String lines = "RW 80 FLAT \"a\" 0\n".repeat(28);
    byte[] file = carrier(VmdkFiles.text("twoGbMaxExtentFlat", lines), 1, new byte[] {26, 0, 0, 0});
    Map<String, byte[]> files = Map.of("disk.vmdk", file, "a", A);
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> content(files));
    assertTrue(refused.toString().contains("longer than its room"), refused.toString());
  }

  @Test
  void aTextThatFillsItsRoomToTheLastByteIsWhole() throws IOException {
    String text = VmdkFiles.text("monolithicFlat", "RW 80 FLAT \"a\" 0");
    String full = text + "#".repeat(511 - text.length()) + "\n";
    byte[] file = carrier(full, 1, new byte[] {26, 0, 0, 0});
    assertArrayEquals(A, content(Map.of("disk.vmdk", file, "a", A)));
  }

  @Test
  void aTextThatIsLongerThanAllowedIsRefusedRatherThanCut() {
    String text = VmdkFiles.text("monolithicFlat", "RW 80 FLAT \"a\" 0");
    byte[] file = utf8(text + "#\n".repeat(1 << 19));
    Map<String, byte[]> files = Map.of("disk.vmdk", file, "a", A);
    assertThrows(LimitExceededException.class, () -> content(files));
  }
}
