// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.Images;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Where 7-Zip, libvhdi and dissect return old data, and QEMU writes to the file or refuses it. */
class VhdxLogTest {
  private static final int MIB = 1 << 20;
  private static final byte[] PAGE = Patterns.bytes(1, 4096);
  private static final byte[] OTHER = Patterns.bytes(2, 4096);

  /** One block of sevens, of which the log has the page at 8 KiB. */
  private static VhdxFiles file() {
    VhdxFiles file = new VhdxFiles(MIB, 512, false, 1);
    Arrays.fill(file.bytes, file.allocate(0, 6), VhdxFiles.BLOCKS + MIB, (byte) 7);
    return file;
  }

  private static Map<Long, byte[]> page(int at, byte[] page) {
    return Map.of((long) VhdxFiles.BLOCKS + at, page);
  }

  private static byte[] read(VhdxFiles file) throws IOException {
    return VhdxReadTest.read(file.bytes, OpenOptions.as("vhdx"));
  }

  private static void assertHas(byte[] disk, int at, byte[] page) {
    assertArrayEquals(page, Arrays.copyOfRange(disk, at, at + page.length));
  }

  private static byte[] sevens() {
    byte[] page = new byte[4096];
    Arrays.fill(page, (byte) 7);
    return page;
  }

  @Test
  void whatIsInTheLogIsReadAndTheFileIsLeftAlone() throws IOException {
    VhdxFiles file = file();
    file.log(4096, 1, 4096, page(8192, PAGE), file.bytes.length);
    file.useLog();
    byte[] before = file.bytes.clone();
    byte[] disk = read(file);
    assertHas(disk, 8192, PAGE);
    assertHas(disk, 4096, sevens());
    assertHas(disk, 12_288, sevens());
    assertArrayEquals(before, file.bytes);
    ImageInfo info =
        Images.info(Sources.bytes("a.vhdx", ByteBuffer.wrap(file.bytes)), OpenOptions.probing());
    assertTrue(info.dirty());
    assertEquals(1L, info.details().get("log-entries-replayed"));
  }

  @Test
  void theTablesThemselvesAreReadThroughTheLog() throws IOException {
    VhdxFiles file = file();
    byte[] table = new byte[4096];
    file.log(0, 9, 0, Map.of((long) VhdxFiles.TABLE, table), file.bytes.length);
    file.useLog();
    assertArrayEquals(new byte[MIB], read(file));
  }

  @Test
  void aLogThatNobodyAnnouncedIsNotReplayed() throws IOException {
    VhdxFiles file = file();
    file.log(0, 1, 0, page(0, PAGE), file.bytes.length);
    assertHas(read(file), 0, sevens());
  }

  @Test
  void entriesFollowEachOtherAroundTheLogsEndAndTheLaterOneWins() throws IOException {
    VhdxFiles file = file();
    int start = MIB - 3 * 4096;
    int second = file.log(start, 10, start, page(0, PAGE), file.bytes.length);
    int third = file.log(second, 11, start, page(0, OTHER), file.bytes.length);
    assertEquals(4096, third);
    file.log(third, 12, start, page(4096, PAGE), file.bytes.length);
    file.useLog();
    byte[] disk = read(file);
    assertHas(disk, 0, OTHER);
    assertHas(disk, 4096, PAGE);
  }

  @Test
  void entriesBeforeTheTailAreDoneAlready() throws IOException {
    VhdxFiles file = file();
    int second = file.log(0, 10, 0, page(0, PAGE), file.bytes.length);
    file.log(second, 11, second, page(4096, PAGE), file.bytes.length);
    file.useLog();
    assertHas(read(file), 0, sevens());
    assertHas(read(file), 4096, PAGE);
  }

  @Test
  void ofTwoSequencesTheOneWithTheGreaterNumberCounts() throws IOException {
    VhdxFiles file = file();
    file.log(0, 100, 0, page(0, PAGE), file.bytes.length);
    file.log(40_960, 7, 40_960, page(0, OTHER), file.bytes.length);
    file.useLog();
    assertHas(read(file), 0, PAGE);
  }

  @Test
  void anEntryThatIsTornEndsTheSequence() throws IOException {
    VhdxFiles file = file();
    int second = file.log(0, 10, 0, page(0, PAGE), file.bytes.length);
    file.log(second, 11, 0, page(0, OTHER), file.bytes.length);
    file.bytes[VhdxFiles.LOG + second + 5000] ^= 1;
    file.useLog();
    assertHas(read(file), 0, PAGE);
  }

  @Test
  void aSequenceWithoutItsTailIsRefused() throws IOException {
    VhdxFiles file = file();
    file.log(8192, 11, 0, page(0, PAGE), file.bytes.length);
    file.useLog();
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> read(file));
    assertTrue(refused.toString().contains("which are damaged"), refused.toString());
  }

  @Test
  void aFirstEntryThatIsTornWasNeverFollowed() throws IOException {
    VhdxFiles file = file();
    file.log(0, 10, 0, page(0, PAGE), file.bytes.length);
    file.bytes[VhdxFiles.LOG + 5000] ^= 1;
    file.useLog();
    assertHas(read(file), 0, sevens());
  }

  @Test
  void aLogThatIsAnnouncedAndEmptyIsAsGoodAsNone() throws IOException {
    VhdxFiles file = file();
    file.useLog();
    assertHas(read(file), 0, sevens());
  }

  @Test
  void aFileThatWasCutAfterTheLogWasWrittenIsRefused() {
    VhdxFiles file = file();
    file.log(0, 1, 0, page(0, PAGE), file.bytes.length + 4096L);
    file.useLog();
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> read(file));
    assertTrue(refused.toString().contains("it was cut"), refused.toString());
  }

  @Test
  void zerosReplaceAsManyBytesAsTheySayAndMayBeNone() throws IOException {
    for (int zeros : new int[] {8192, 4096, 0}) {
      VhdxFiles file = file();
      file.logOfZeros(3, VhdxFiles.BLOCKS + 4096, zeros);
      file.useLog();
      byte[] disk = read(file);
      assertHas(disk, 0, sevens());
      assertHas(disk, 4096, new byte[zeros]);
      assertHas(disk, 4096 + zeros, sevens());
    }
  }

  @Test
  void aPageOutsideTheFileIsRefused() {
    VhdxFiles file = file();
    file.log(0, 1, 0, Map.of(1L << 50, PAGE), file.bytes.length);
    file.useLog();
    CorruptImageException refused = assertThrows(CorruptImageException.class, () -> read(file));
    assertTrue(refused.toString().contains("outside the file"), refused.toString());
  }

  @Test
  void aLogOfMoreChangesThanTheLimitsHaveRoomForIsRefused() throws IOException {
    OpenOptions small = OpenOptions.as("vhdx").limits(Limits.defaults().metadataBytes(MIB));
    VhdxFiles file = file();
    file.logOfZeros(3, VhdxFiles.BLOCKS, 4096, 4096);
    file.useLog();
    assertHas(VhdxReadTest.read(file.bytes, small), 0, new byte[4096]);
    file.logOfZeros(4, VhdxFiles.BLOCKS, 4096, 4097);
    LimitExceededException refused =
        assertThrows(LimitExceededException.class, () -> VhdxReadTest.read(file.bytes, small));
    assertTrue(
        refused.toString().contains("replay of the log at 1048576 is 1048832, allowed are 1048576"),
        refused.toString());
  }
}
