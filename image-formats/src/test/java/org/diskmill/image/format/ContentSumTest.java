// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.diskmill.testkit.Patterns;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class ContentSumTest {
  private static long sum(byte[] disk) {
    return sum(0, disk);
  }

  private static long sum(long at, byte[] bytes) {
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
    long whole = sum(disk);
    for (int bit = 0; bit < 4096 * 8; bit += 13) {
      disk[bit / 8] ^= (byte) (1 << bit % 8);
      assertNotEquals(whole, sum(disk), "bit " + bit);
      disk[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (long at = 512; at > 0 && at < 1L << 62; at *= 2) {
      assertNotEquals(whole, sum(at, disk), "at " + at);
    }
  }

  /** As firmware, archives and file systems have them: to that CRC all of them are the same. */
  @Test
  void dataThatCarryTheirOwnChecksumAreToldApart() {
    for (Supplier<Checksum> crc : List.<Supplier<Checksum>>of(CRC32::new, CRC32C::new)) {
      Set<Long> sums = new HashSet<>();
      for (int i = 0; i < 1000; i++) {
        byte[] record = Arrays.copyOf(Patterns.bytes(i, 60), 64);
        Checksum checksum = crc.get();
        checksum.update(record, 0, 60);
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(60, (int)
            checksum.getValue());
        sums.add(sum(512, record));
      }
      assertEquals(1000, sums.size());
    }
  }

  /** So a mistake in the powers cannot hide behind being the same everywhere. */
  @Test
  void itIsTheRemaindersOfTheCrcsTakenBackToTheFirstByte() {
    byte[] disk = Patterns.bytes(7, 1000);
    long sum = sum(disk);
    CRC32 crc = new CRC32();
    crc.update(disk);
    CRC32C crc32c = new CRC32C();
    crc32c.update(disk);
    assertEquals((int) crc.getValue(), forward((int) (sum >>> 32), disk.length, 0xEDB8_8320));
    assertEquals((int) crc32c.getValue(), forward((int) sum, disk.length, 0x82F6_3B78));
  }

  /** The CRC of which that is the remainder, made bit by bit. */
  private static int forward(int remainder, int bytes, int polynomial) {
    int register = remainder;
    int ofOnes = -1;
    for (int i = 0; i < bytes * 8; i++) {
      register = (register & 1) == 0 ? register >>> 1 : register >>> 1 ^ polynomial;
      ofOnes = (ofOnes & 1) == 0 ? ofOnes >>> 1 : ofOnes >>> 1 ^ polynomial;
    }
    return ~(register ^ ofOnes);
  }

  @Test
  void theBytesKeepTheirPosition() {
    ByteBuffer bytes = ByteBuffer.allocate(100).position(40);
    new ContentSum().add(0, bytes);
    assertEquals(40, bytes.position());
  }
}
