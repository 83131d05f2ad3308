// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.qcow2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.RefusedReferenceException;
import org.diskmill.image.contract.Memory;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.testkit.Patterns;
import org.junit.jupiter.api.Test;

/** Data files as no tool has them, and that the specification allows or not. */
class HandMadeDataFileTest {
  private final HandMade made = new HandMade(3).wide(72, 4);

  private static OpenOptions with(String name, byte[] data) {
    return OpenOptions.probing().references(Memory.files(Map.of(name, data)));
  }

  private HandMade named() {
    return made.extension(HeaderExtensions.DATA_FILE, new byte[] {'d'});
  }

  @Test
  void nothingIsCompressedBesideADataFile() throws IOException {
    named().entry(0, 1L << 62 | made.append(new byte[100]));
    assertThrows(CorruptImageException.class, () -> made.content(with("d", new byte[100])));
    assertTrue(made.check().corruptions() > 0);
  }

  @Test
  void placeZeroIsOneWhereTheCopiedFlagSaysSo() throws IOException {
    byte[] data = Patterns.bytes(1, 3 * HandMade.CLUSTER);
    named().entry(0, HandMade.COPIED).entry(1, HandMade.CLUSTER | HandMade.COPIED);
    made.entry(2, 2L * HandMade.CLUSTER | HandMade.COPIED | 1).entry(3, HandMade.COPIED | 1);
    byte[] expected = new byte[HandMade.DISK];
    System.arraycopy(data, 0, expected, 0, 2 * HandMade.CLUSTER);
    assertArrayEquals(expected, made.content(with("d", data)));
    assertEquals(3, made.check().allocation().orElseThrow().allocatedClusters());
    assertEquals(0, made.check().corruptions());
  }

  @Test
  void clustersInADataFileAreUsedOnceAndSayIt() throws IOException {
    named().entry(1, HandMade.CLUSTER);
    assertEquals(1, made.check().corruptions());
  }

  @Test
  void clustersInADataFileAreWhereTheGuestSeesThem() throws IOException {
    byte[] data = Patterns.bytes(1, 3 * HandMade.CLUSTER);
    named().entry(1, 2L * HandMade.CLUSTER | HandMade.COPIED);
    assertThrows(CorruptImageException.class, () -> made.content(with("d", data)));
    assertEquals(1, made.check().corruptions());
  }

  @Test
  void aFileThatIsNotNamedIsTheCallersToKnow() throws IOException {
    byte[] data = Patterns.bytes(1, HandMade.CLUSTER);
    made.entry(0, HandMade.COPIED);
    assertEquals(HandMade.DISK, made.info().virtualBytes());
    assertThrows(RefusedReferenceException.class, made::content);
    byte[] expected = new byte[HandMade.DISK];
    System.arraycopy(data, 0, expected, 0, data.length);
    assertArrayEquals(expected, made.content(with("", data)));
    var report = Inspection.of(made.source(), Limits.defaults());
    assertEquals("data-file", report.hazards().get(0).code());
  }
}
