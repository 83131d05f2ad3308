// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.diskmill.image.ImageException;
import org.diskmill.image.OpenOptions;
import org.junit.jupiter.api.Test;

class VhdxParentLocatorTest {
  /** The child's locator is the only item of its length, 500 bytes. */
  private static int entryAt(ByteBuffer file) {
    int at = VhdxFiles.METADATA + 32;
    while (file.getInt(at + 20) != 500) {
      at += 32;
    }
    return at;
  }

  private static void assertRefusedOfLength(int length, String... words) {
    ByteBuffer file = ByteBuffer.wrap(VhdxFiles.child()).order(ByteOrder.LITTLE_ENDIAN);
    int entry = entryAt(file);
    file.putInt(entry + 20, length);
    if (length > 500) {
      // Behind all other items, or it would lie over one.
      file.putInt(entry + 16, 500 << 10);
    }
    ImageException refused = assertThrows(
        ImageException.class, () -> VhdxReadTest.read(file.array(), OpenOptions.as("vhdx")));
    for (String word : words) {
      assertTrue(refused.toString().contains(word), refused.toString());
    }
  }

  @Test
  void oneThatIsCutIsRefusedByItsLength() {
    assertRefusedOfLength(19, "has 19 bytes, expected at least 20 for its 0 entries");
    assertRefusedOfLength(43, "has 43 bytes, expected at least 44 for its 2 entries");
  }

  @Test
  void oneThatIsTooLongIsRefusedByTheEntryThatSaysSo() {
    ByteBuffer file = ByteBuffer.wrap(VhdxFiles.child()).order(ByteOrder.LITTLE_ENDIAN);
    assertRefusedOfLength(2 << 20, "metadata entry at " + entryAt(file), "2097152", "1048576");
  }

  @Test
  void oneWhoseTextsLieOverEachOtherIsRefusedBeforeTheyFillTheMemory() {
    ByteBuffer file = ByteBuffer.wrap(VhdxFiles.child()).order(ByteOrder.LITTLE_ENDIAN);
    int entry = entryAt(file);
    int at = VhdxFiles.METADATA + (500 << 10);
    file.put(at, file.array(), VhdxFiles.METADATA + file.getInt(entry + 16), 16);
    file.putInt(entry + 16, 500 << 10).putInt(entry + 20, 80 << 10);
    file.putShort(at + 18, (short) 9);
    for (int i = 0; i < 9; i++) {
      int one = at + 20 + 12 * i;
      file.putInt(one, 200).putInt(one + 4, 200);
      file.putShort(one + 8, (short) 65_534).putShort(one + 10, (short) 65_534);
    }
    ImageException refused = assertThrows(
        ImageException.class, () -> VhdxReadTest.read(file.array(), OpenOptions.as("vhdx")));
    assertTrue(refused.toString().contains("more than 1048576 bytes"), refused.toString());
  }
}
