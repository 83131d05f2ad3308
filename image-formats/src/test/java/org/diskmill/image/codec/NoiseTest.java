// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.diskmill.testkit.Seeds;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int UNIT = 64 << 10;

  /** How far back deflate can point. */
  private static final int WINDOW = 32 << 10;

  /** What may be lost of a unit, in bytes: two thousandths. */
  private static final int LITTLE = 128;

  private final Noise noise = new Noise();

  private static byte[] random(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private boolean noise(byte[] bytes) {
    // Not from the beginning of the buffer, as a unit's bytes are not.
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 100).position(100);
    return noise.fills(buffer.put(bytes).position(100));
  }

  /** How long it gets at the most that the JDK does. */
  private static int deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      return deflater.deflate(new byte[2 * bytes.length]);
    } finally {
      deflater.end();
    }
  }

  @Test
  void randomBytesAreNoiseInUnitsOfEverySize() {
    Seeds.each(20, random -> {
      for (int length : new int[] {4096, UNIT, UNIT + 13, 2 << 20}) {
        assertTrue(noise(random(random, length)), length + " bytes");
      }
    });
  }

  @Test
  void whatIsRepeatedAnywhereIsNotNoise() {
    Seeds.each(200, random -> {
      byte[] unit = random(random, UNIT);
      int length = 200 + random.nextInt(200);
      int from = random.nextInt(UNIT - WINDOW - length);
      int to = from + length + random.nextInt(WINDOW - length);
      System.arraycopy(unit, from, unit, to, length);
      assertFalse(noise(unit), length + " bytes of " + from + " again at " + to);
    });
  }

  @Test
  void ofNoiseDeflateSavesNextToNothing() {
    AtomicInteger found = new AtomicInteger();
    Seeds.each(300, random -> {
      byte[] unit = random(random, UNIT);
      // From hardly any to many bytes of a smaller alphabet.
      int plain = 1 << random.nextInt(17);
      int mask = 0xff >> random.nextInt(8);
      int from = random.nextInt(UNIT - plain + 1);
      for (int i = from; i < from + plain; i++) {
        unit[i] = (byte) (unit[i] & mask);
      }
      for (int repetitions = random.nextInt(4); repetitions > 0; repetitions--) {
        int length = 1 << random.nextInt(8);
        int to = random.nextInt(UNIT - length + 1);
        System.arraycopy(unit, random.nextInt(UNIT - length + 1), unit, to, length);
      }
      if (noise(unit)) {
        found.incrementAndGet();
        assertTrue(UNIT - deflated(unit) < LITTLE, deflated(unit) + " bytes");
      }
    });
    assertTrue(found.get() > 0, "no unit was noise");
  }

  @Test
  void fewBytesAreTried() {
    Seeds.each(1, random -> assertFalse(noise(random(random, 1000))));
  }

  @Test
  void noiseIsPackedOnlyWhereItMayGrow() {
    AtomicInteger tried = new AtomicInteger();
    Packer counting = new Packer() {
      @Override
      public boolean pack(ByteBuffer plain, ByteBuffer stored) {
        tried.incrementAndGet();
        return true;
      }

      @Override
      public void close() {}
    };
    ByteBuffer unit = ByteBuffer.allocateDirect(UNIT);
    unit.put(random(new SplittableRandom(1), UNIT)).flip();
    ByteBuffer zeros = ByteBuffer.allocateDirect(UNIT);
    try (Packer packer = new SparingPacker(counting)) {
      assertFalse(packer.pack(unit, ByteBuffer.allocateDirect(UNIT - 1)));
      assertEquals(0, tried.get());
      assertTrue(packer.pack(unit, ByteBuffer.allocateDirect(UNIT)));
      assertTrue(packer.pack(zeros, ByteBuffer.allocateDirect(UNIT - 1)));
      assertEquals(2, tried.get());
    }
  }
}
