// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class ContentSumTest {
  private static int sum(byte[] disk) {
    return sum(0, disk);
  }

  private static int sum(long at, byte[] bytes) {
    ContentSum sum = new ContentSum();
    sum.add(at, ByteBuffer.wrap(bytes));
    return sum.value();
  }

  @Test
  void aDiskHasOneSumInWhateverPiecesAndOrderItComes() {
    Seeds.each(20, random -> {
      byte[] disk = Patterns.bytes(random.nextLong(), random.nextInt(1, 100_000));
      List<Integer> cuts = new ArrayList<>(List.of(0));
      while (cuts.get(cuts.size() - 1) < disk.length) {
        int from = cuts.get(cuts.size() - 1);
        cuts.add(Math.min(disk.length, from + random.nextInt(1, 9000)));
      }
      List<Integer> pieces = new ArrayList<>();
      for (int i = 0; i + 1 < cuts.size(); i++) {
        pieces.add(i);
      }
      Collections.shuffle(pieces, new Random(random.nextLong()));
      ContentSum sum = new ContentSum();
      for (int piece : pieces) {
        int from = cuts.get(piece);
        sum.add(from, ByteBuffer.wrap(disk).position(from).limit(cuts.get(piece + 1)));
      }
      assertEquals(sum(disk), sum.value());
    });
  }

  @Test
  void zerosNeedNotBeAdded() {
    byte[] disk = new byte[10_000];
    assertEquals(0, sum(disk));
    byte[] data = Patterns.bytes(1, 3000);
    System.arraycopy(data, 0, disk, 4000, data.length);
    assertEquals(sum(4000, data), sum(disk));
  }

  @Test
  void anyBitAndAnyPlaceCounts() {
    byte[] disk = Patterns.bytes(1, 4096);
    int whole = sum(disk);
    for (int bit = 0; bit < 4096 * 8; bit += 13) {
      disk[bit / 8] ^= (byte) (1 << bit % 8);
      assertNotEquals(whole, sum(disk), "bit " + bit);
      disk[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (long at = 512; at > 0 && at < 1L << 62; at *= 2) {
      assertNotEquals(whole, sum(at, disk), "at " + at);
    }
  }

  /** So a mistake in the powers cannot hide behind being the same everywhere. */
  @Test
  void itIsTheRemainderOfTheCrcTakenBackToTheFirstByte() {
    byte[] disk = Patterns.bytes(7, 1000);
    int sum = sum(disk);
    // Forward again, byte by byte, as many as the disk has, from a register that begins at 0.
    int register = sum;
    for (int i = 0; i < disk.length * 8; i++) {
      register = (register & 1) == 0 ? register >>> 1 : register >>> 1 ^ 0xEDB8_8320;
    }
    int ofOnes = -1;
    for (int i = 0; i < disk.length * 8; i++) {
      ofOnes = (ofOnes & 1) == 0 ? ofOnes >>> 1 : ofOnes >>> 1 ^ 0xEDB8_8320;
    }
    CRC32 crc = new CRC32();
    crc.update(disk);
    assertEquals((int) crc.getValue(), ~(register ^ ofOnes));
  }

  @Test
  void theBytesKeepTheirPosition() {
    ByteBuffer bytes = ByteBuffer.allocate(100).position(40);
    new ContentSum().add(0, bytes);
    assertEquals(40, bytes.position());
  }
}
