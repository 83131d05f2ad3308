// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.ImageException;
import org.diskmill.image.Images;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.References;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.UnsupportedImageException;
import org.diskmill.image.contract.Damage;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.ParallelsMaker;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFiles;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks of several files. */
class DescriptorTest {
  private static final String ROOT = "{11111111-1111-1111-1111-111111111111}";
  private static final String TOP = DiskDescriptor.DEFAULT_TOP;
  private static final ParallelsMaker MAKER = new ParallelsMaker(true, 8);
  private static final int HALF = 64 << 10;

  @TempDir
  private Path directory;

  private final byte[] root = Patterns.bytes(1, 2 * HALF);
  private final byte[] disk = root.clone();

  /** Two storages, of which each has a root, one plain and one expanding, and an overlay. */
  private Map<String, byte[]> files() {
    byte[] changes = new byte[2 * HALF];
    for (int at : new int[] {4096, HALF - 4096, HALF + 8192}) {
      byte[] change = Patterns.bytes(at, 4096);
      System.arraycopy(change, 0, changes, at, 4096);
      System.arraycopy(change, 0, disk, at, 4096);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a.root", Arrays.copyOf(root, HALF));
    files.put("b.root", MAKER.file(Arrays.copyOfRange(root, HALF, 2 * HALF)));
    files.put("a.top", MAKER.file(Arrays.copyOf(changes, HALF)));
    files.put("b.top", MAKER.file(Arrays.copyOfRange(changes, HALF, 2 * HALF)));
    files.put("DiskDescriptor.xml", xml("", TOP).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static String xml(String prolog, String top) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n" + prolog
        + "<Parallels_disk_image Version='1.0'><Disk_Parameters><Disk_size>256</Disk_size>"
        + "<Padding>0</Padding><Unknown><x/></Unknown></Disk_Parameters><StorageData>"
        + storage(128, 256, "b", "Compressed", top)
        + storage(0, 128, "a", "Plain", top)
        + "</StorageData><Snapshots>"
        + shot(ROOT, DiskDescriptor.NO_PARENT)
        + shot(top, ROOT)
        + "</Snapshots></Parallels_disk_image>";
  }

  private static String storage(int start, int end, String name, String type, String top) {
    return "<Storage><Start>" + start + "</Start><End>" + end + "</End><Blocksize>8</Blocksize>"
        + image(ROOT, type, name + ".root") + image(top, "Compressed", name + ".top")
        + "</Storage>";
  }

  private static String image(String id, String type, String file) {
    return "<Image><GUID>" + id + "</GUID><Type>" + type + "</Type><File>" + file
        + "</File></Image>";
  }

  private static String shot(String id, String parent) {
    return "<Shot><GUID>" + id + "</GUID><ParentGUID>" + parent + "</ParentGUID></Shot>";
  }

  private static Source source(String xml) {
    byte[] text = xml.getBytes(StandardCharsets.UTF_8);
    return Sources.bytes("DiskDescriptor.xml", ByteBuffer.wrap(text));
  }

  private static DiskImage open(Map<String, byte[]> files, String xml, OpenOptions options)
      throws IOException {
    return Images.open(source(xml), options.references(Memory.files(files)));
  }

  @Test
  void aSplitDiskWithASnapshotIsReadThroughTheResolver() throws IOException {
    Map<String, byte[]> files = files();
    assertArrayEquals(disk, Memory.content(Memory.open(files, "DiskDescriptor.xml", "parallels")));
    DiskImage snapshot =
        open(files, xml("", TOP), OpenOptions.probing().snapshot(java.util.Optional.of(ROOT)));
    assertArrayEquals(root, Memory.content(snapshot));
  }

  @Test
  void aNamedTopIsTheCurrentState() throws IOException {
    Map<String, byte[]> files = files();
    String other = "{22222222-ABCD-2222-2222-222222222222}";
    String named = xml("", other)
        .replace(
            "<Snapshots>",
            "<Snapshots><TopGUID>" + other.toLowerCase(java.util.Locale.ROOT) + "</TopGUID>");
    assertArrayEquals(disk, Memory.content(open(files, named, OpenOptions.probing())));
  }

  /** Who makes a disk by hand gives its only image a new id, and names no top. */
  @Test
  void theOnlyImageIsTheCurrentStateWhateverItsId() throws IOException {
    String xml = "<Parallels_disk_image Version='1.0'><Disk_Parameters><Disk_size>128</Disk_size>"
        + "</Disk_Parameters><StorageData><Storage><Start>0</Start><End>128</End>"
        + image(ROOT, "Plain", "a.root")
        + "</Storage></StorageData><Snapshots>"
        + shot(ROOT, DiskDescriptor.NO_PARENT)
        + "</Snapshots></Parallels_disk_image>";
    byte[] only = Arrays.copyOf(root, HALF);
    assertArrayEquals(only, Memory.content(open(files(), xml, OpenOptions.probing())));
    assertArrayEquals(
        only,
        Memory.content(
            open(files(), xml.replaceAll("<Snapshots>.*</Snapshots>", ""), OpenOptions.probing())));
    String blank = xml.replace("<Snapshots>", "<Snapshots><TopGUID> </TopGUID>");
    assertArrayEquals(only, Memory.content(open(files(), blank, OpenOptions.probing())));
    String newer = xml.replace("</Snapshots>", shot(TOP, ROOT) + "</Snapshots>");
    CorruptImageException refused = assertThrows(
        CorruptImageException.class, () -> open(files(), newer, OpenOptions.probing()));
    assertTrue(refused.toString().contains("has no image of " + TOP), refused.toString());
  }

  @Test
  void withoutAResolverNothingIsOpenedAndInfoNamesTheFiles() throws IOException {
    files();
    assertThrows(
        RefusedReferenceException.class,
        () -> Images.open(source(xml("", TOP)), OpenOptions.probing()));
    var info = Images.info(source(xml("", TOP)), OpenOptions.probing());
    assertEquals(4, info.references().size());
    assertEquals(2, info.snapshots().size());
    var report = Inspection.of(source(xml("", TOP)), Limits.defaults());
    assertEquals(4, report.hazards().size());
  }

  @Test
  void infoTellsOfEachFileWhatItHoldsAndOfWhichSnapshot() throws IOException {
    Source xml = Sources.bytes(
        "DiskDescriptor.xml", ByteBuffer.wrap(xml("", TOP).getBytes(StandardCharsets.UTF_8)));
    var details = Images.info(xml, OpenOptions.probing()).details();
    List<?> images = (List<?>) Objects.requireNonNull(details.get("images"));
    assertEquals(4, images.size());
    assertTrue(
        images.contains(Map.of(
            "filename",
            "b.root",
            "format",
            "parallels",
            "snapshot",
            ROOT,
            "offset",
            (long) HALF,
            "virtual-size",
            (long) HALF)),
        images.toString());
  }

  @Test
  void anEditorMaySaveTheTextInAnotherEncoding() throws IOException {
    Map<String, byte[]> files = files();
    String utf16 = xml("", TOP).replace("UTF-8", "UTF-16");
    String latin = xml("<!-- \u00fc -->", TOP).replace("UTF-8", "iso-8859-1");
    for (byte[] text : List.of(
        ("\ufeff" + utf16).getBytes(StandardCharsets.UTF_16LE),
        ("\ufeff" + utf16).getBytes(StandardCharsets.UTF_16BE),
        ("\ufeff" + xml("", TOP)).getBytes(StandardCharsets.UTF_8),
        latin.getBytes(StandardCharsets.ISO_8859_1))) {
      files.put("DiskDescriptor.xml", text);
      assertArrayEquals(
          disk, Memory.content(Memory.open(files, "DiskDescriptor.xml", "parallels")));
      assertEquals(
          List.of("parallels"),
          Images.recognise(Sources.bytes("DiskDescriptor.xml", ByteBuffer.wrap(text))));
    }
    files.put(
        "DiskDescriptor.xml",
        latin.replace("iso-8859-1", "klingon").getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(
        UnsupportedImageException.class,
        () -> Memory.open(files, "DiskDescriptor.xml", "parallels"));
  }

  @Test
  void aPlainFileThatWasCutIsRefusedWhereItEnds() throws IOException {
    Map<String, byte[]> files = files();
    files.put("a.root", Arrays.copyOf(root, HALF - 512));
    CorruptImageException refused = assertThrows(
        CorruptImageException.class,
        () -> Memory.content(open(
            files, xml("", TOP), OpenOptions.probing().snapshot(java.util.Optional.of(ROOT)))));
    assertTrue(refused.toString().contains("truncated"), refused.toString());
  }

  @Test
  void aDocumentTypeIsRefusedWhateverItHolds() {
    String bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>";
    CorruptImageException refused = assertThrows(
        CorruptImageException.class,
        () -> Images.info(source(xml(bomb, TOP)), OpenOptions.probing()));
    assertTrue(refused.toString().contains("document type"), refused.toString());
  }

  @Test
  void textThatIsNotInItsEncodingIsRefusedAndAMarkOfItIsNot() throws IOException {
    byte[] text = xml("<!-- \u00fc -->", TOP).getBytes(StandardCharsets.ISO_8859_1);
    Source wide = Sources.bytes("d", ByteBuffer.wrap(text));
    assertThrows(CorruptImageException.class, () -> Images.info(wide, OpenOptions.as("parallels")));
    Map<String, byte[]> files = files();
    DiskImage marked = open(files, "\ufeff" + xml("", TOP), OpenOptions.probing());
    assertArrayEquals(disk, Memory.content(marked));
  }

  @Test
  void anEncryptedDiskIsRefusedAndTheNullEngineEncryptsNothing() throws IOException {
    String good = xml("", TOP);
    for (String inside : List.of(
        "<Engine>{f1cb7d2a-3d2f-4b6c-8f1f-0123456789ab}</Engine>", "<KeyId>a key</KeyId>")) {
      assertRefused(
          good.replace("<Unknown>", "<Encryption>" + inside + "</Encryption><Unknown>"),
          UnsupportedImageException.class);
    }
    String none = "<Encryption><Engine>" + DiskDescriptor.NO_PARENT
        + "</Engine><Data></Data></Encryption><Unknown>";
    var info = Images.info(source(good.replace("<Unknown>", none)), OpenOptions.probing());
    assertEquals(256 * 512, info.virtualBytes());
  }

  @Test
  void descriptorsThatLieAreRefused() {
    String good = xml("", TOP);
    assertRefused(good.replace("<Padding>0", "<Padding>1"), UnsupportedImageException.class);
    assertRefused(good.replace("<Start>128", "<Start>120"), CorruptImageException.class);
    assertRefused(good.replace("<End>256", "<End>250"), CorruptImageException.class);
    assertRefused(good.replace(">256</Disk", ">-1</Disk"), CorruptImageException.class);
    assertRefused(good.replace("Plain", "Other"), CorruptImageException.class);
    assertRefused(good.substring(0, good.length() - 9), CorruptImageException.class);
    assertRefused(
        good.replace(shot(ROOT, DiskDescriptor.NO_PARENT), shot(ROOT, TOP)),
        CorruptImageException.class);
    assertRefused(
        good.replace(">256<", ">" + Long.MAX_VALUE + "<"),
        org.diskmill.image.LimitExceededException.class);
  }

  private void assertRefused(String xml, Class<? extends ImageException> with) {
    Map<String, byte[]> files = files();
    assertThrows(with, () -> open(files, xml, OpenOptions.as("parallels")));
  }

  @Test
  void damagedDescriptorsFailOnlyInDeclaredWays() {
    Map<String, byte[]> files = files();
    Seeds.each(300, random -> {
      byte[] text = xml("", TOP).getBytes(StandardCharsets.UTF_8);
      Damage.some(text, random);
      try (DiskImage image = Images.open(
          Sources.bytes("d", ByteBuffer.wrap(text)),
          OpenOptions.as("parallels").references(Memory.files(files)))) {
        image.read(0, ByteBuffer.allocate((int) Math.min(image.size(), 1 << 20)));
      } catch (ImageException declared) {
        assertTrue(!declared.toString().isEmpty());
      }
    });
  }

  @Test
  void aDiskIsWrittenWithItsDescriptor() throws IOException {
    byte[] content = Patterns.bytes(9, 300_032);
    Path file = directory.resolve("a&b.hds");
    Path descriptor = directory.resolve("DiskDescriptor.xml");
    try (DiskImage image = Memory.open(Map.of("d", content), "d", "raw");
        PendingFiles out = PendingFiles.at(file)) {
      WriteOptions options = WriteOptions.of("parallels").with("descriptor", "on");
      Conversion conversion = Conversion.of(image, options).named("a&b.hds");
      conversion.writeTo(out, Job.unattended());
      out.commit();
      long bytes = Files.size(file) + Files.size(descriptor);
      assertEquals(bytes, conversion.measure(Job.unattended()));
      assertTrue(bytes <= conversion.estimate().bytes());
    }
    assertTrue(Files.readString(descriptor).contains("<Disk_size>586</Disk_size>"));
    OpenOptions options = OpenOptions.probing().references(References.in(directory));
    assertArrayEquals(content, Memory.content(Images.open(Sources.file(descriptor), options)));
  }
}
