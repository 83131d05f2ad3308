// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.parallels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.check.Finding;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.contract.ParallelsMaker;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** What a DiskDescriptor.xml says of which snapshot is based on which. */
class DescriptorShotsTest {
  private static final String ROOT = "{11111111-1111-1111-1111-111111111111}";
  private static final String MIDDLE = "{22222222-2222-2222-2222-222222222222}";
  private static final String TOP = "{33333333-3333-3333-3333-333333333333}";
  private static final String NONE = DiskDescriptor.NO_PARENT;
  private static final int BYTES = 64 << 10;
  private static final String SHOTS = shot(ROOT, NONE) + shot(MIDDLE, ROOT) + shot(TOP, MIDDLE);

  private final byte[] disk = Patterns.bytes(1, BYTES);
  private final ParallelsMaker maker = new ParallelsMaker(true, 8);

  private OpenOptions options() {
    byte[] nothing = maker.file(new byte[BYTES]);
    Map<String, byte[]> files = Map.of("root", disk, "middle", nothing, "top", nothing);
    return OpenOptions.probing().references(Memory.files(files));
  }

  private static Source source(String shots) {
    String xml = "<Parallels_disk_image><Disk_Parameters><Disk_size>128</Disk_size>"
        + "</Disk_Parameters><StorageData><Storage><Start>0</Start><End>128</End>"
        + image(ROOT, "Plain", "root")
        + image(MIDDLE, "Compressed", "middle")
        + image(TOP, "Compressed", "top")
        + "</Storage></StorageData><Snapshots><TopGUID>" + TOP + "</TopGUID>" + shots
        + "</Snapshots></Parallels_disk_image>";
    return Sources.bytes(
        "DiskDescriptor.xml", ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private DiskImage open(String shots, boolean lenient) throws IOException {
    return Images.open(source(shots), options().lenient(lenient));
  }

  private static String image(String id, String type, String file) {
    return "<Image><GUID>" + id + "</GUID><Type>" + type + "</Type><File>" + file
        + "</File></Image>";
  }

  private static String shot(String id, String parent) {
    return "<Shot><GUID>" + id + "</GUID><ParentGUID>" + parent + "</ParentGUID></Shot>";
  }

  private void refused(String shots, String why) {
    CorruptImageException failed =
        assertThrows(CorruptImageException.class, () -> open(shots, false).close());
    assertTrue(String.valueOf(failed.getMessage()).contains(why), failed.toString());
  }

  @Test
  void aChainThatEndsAtTheRootIsRead() throws IOException {
    assertArrayEquals(disk, Memory.content(open(SHOTS, false)));
  }

  /** Zeros would stand where the images below have data. */
  @Test
  void aChainThatEndsBeforeAllImagesIsRefused() {
    refused(SHOTS.replace(shot(MIDDLE, ROOT), ""), MIDDLE);
    refused(SHOTS.replace(shot(TOP, MIDDLE), ""), TOP);
    refused("", TOP);
  }

  @Test
  void aRootThatIsNotListedIsTheLastImageThatIsLeft() throws IOException {
    assertArrayEquals(disk, Memory.content(open(SHOTS.replace(shot(ROOT, NONE), ""), false)));
  }

  @Test
  void twoRootsAreRefused() {
    refused(SHOTS.replace(shot(MIDDLE, ROOT), shot(MIDDLE, NONE)), "without a parent");
  }

  @Test
  void aCheckDoesNotTakeThemForAFaultOfAnotherFile() throws IOException {
    Source source = source(SHOTS.replace(shot(MIDDLE, ROOT), shot(MIDDLE, NONE)));
    CheckReport report = Checks.check(source, options(), Job.unattended()).orElseThrow();
    assertEquals(1, report.findings().size(), report.toString());
    assertEquals(Finding.Kind.UNREADABLE, report.findings().get(0).kind(), report.toString());
  }

  @Test
  void aLenientReaderTakesTheChainAsItIs() throws IOException {
    byte[] zeros = new byte[BYTES];
    assertArrayEquals(zeros, Memory.content(open(SHOTS.replace(shot(MIDDLE, ROOT), ""), true)));
    assertArrayEquals(
        zeros, Memory.content(open(SHOTS.replace(shot(MIDDLE, ROOT), shot(MIDDLE, NONE)), true)));
  }
}
