// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.diskmill.image.Limits;
import org.diskmill.image.check.CheckReport;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** What the check says of files that no tool writes. */
class HandMadeCheckTest {
  private final HandMade made = new HandMade(3);

  private static byte[] cluster(int seed) {
    return Patterns.bytes(seed, HandMade.CLUSTER);
  }

  private void isFound(int corruptions) throws IOException {
    CheckReport report = made.check();
    assertEquals(corruptions, report.corruptions(), report.toString());
  }

  @Test
  void oneTableIsOnePieceForTheCountOfFragments() throws IOException {
    byte[] second = new byte[HandMade.CLUSTER];
    made.data(1, cluster(1));
    int l2 = made.append(second);
    int at = made.append(cluster(2));
    made.wide(24, 4L << 20).number(36, 2).wide(HandMade.L1 + 8, l2 | HandMade.COPIED);
    made.wide(l2, at | HandMade.COPIED);
    assertEquals(0, made.check().allocation().orElseThrow().fragmentedClusters());
  }

  @Test
  void aRefcountOfWhatLiesBehindTheFileIsNoLeak() throws IOException {
    int behind = made.file().length / HandMade.CLUSTER;
    for (int cluster = behind; cluster < behind + 2; cluster++) {
      made.refcount(cluster, 1);
      assertEquals(0, made.check().leaks(), made.check().toString());
      assertEquals(made.file().length, made.check().allocation().orElseThrow().endOffset());
    }
  }

  @Test
  void aRefcountBlockMayEndWithTheFile() throws IOException {
    byte[] block = new byte[HandMade.CLUSTER];
    System.arraycopy(made.file(), HandMade.REFCOUNT_BLOCK, block, 0, 100);
    int at = made.append(block);
    made.wide(HandMade.REFCOUNT_TABLE, at);
    byte[] full = made.file();
    full[at + 2 * 5 + 1] = 1;
    full[at + 2 * 4 + 1] = 0;
    byte[] cut = Arrays.copyOf(full, full.length - 2000);
    Source source = Sources.bytes("cut", ByteBuffer.wrap(cut));
    CheckReport report = new Qcow2Checker().check(source, Limits.defaults(), Job.unattended());
    assertEquals(0, report.corruptions(), report.toString());
    assertEquals(0, report.leaks(), report.toString());
  }

  @Test
  void whatABitmapsTableMayNotHoldIsFound() throws IOException {
    int table = made.append(new byte[8]);
    ByteBuffer entry = ByteBuffer.allocate(32).putLong(0, table).putInt(8, 1);
    entry.put(16, (byte) 1).put(17, (byte) 16).putShort(18, (short) 1).put(24, (byte) 'b');
    int directory = made.append(entry.array());
    ByteBuffer place = ByteBuffer.allocate(24).putInt(0, 1).putLong(8, 32).putLong(16, directory);
    made.wide(88, 1).extension(HeaderExtensions.BITMAPS, place.array());
    isFound(0);
    for (long wrong : new long[] {2, 1L << 40, table + 512, 1L << 63}) {
      made.wide(table, wrong);
      isFound(1);
    }
    made.wide(table, 1);
    isFound(0);
    made.wide(directory, 1L << 40);
    assertEquals(1, made.check().corruptions());
  }
}
