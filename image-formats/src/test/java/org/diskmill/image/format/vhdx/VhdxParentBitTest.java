// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format.vhdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.diskmill.image.CorruptImageException;
import org.diskmill.image.Limits;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.check.CheckReport;
import org.diskmill.image.check.Checks;
import org.diskmill.image.inspect.Hazard;
import org.diskmill.image.inspect.Inspection;
import org.diskmill.io.Job;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

/** A child that says that it has no parent, as one changed bit makes it: nothing else guards it. */
class VhdxParentBitTest {
  private static final int MIB = 1 << 20;
  private static final String WORDS =
      " names a parent, but the file parameters say that the disk has none";

  /** The metadata's items begin behind their table, the file parameters first among them. */
  private static byte[] withoutTheBit() {
    byte[] child = VhdxFiles.child();
    for (int at = VhdxFiles.METADATA + (64 << 10); at < VhdxFiles.TABLE; at += 4) {
      ByteBuffer pair = ByteBuffer.wrap(child, at, 8);
      if (pair.getInt() == 0x1000 && pair.getInt() == 0x200_0000) {
        child[at + 4] = 0;
      }
    }
    return child;
  }

  private static Source source() {
    return Sources.bytes("a.vhdx", ByteBuffer.wrap(withoutTheBit()));
  }

  @Test
  void itIsRefusedAndLenientlyRead() throws IOException {
    CorruptImageException refused = assertThrows(
        CorruptImageException.class,
        () -> VhdxReadTest.read(withoutTheBit(), OpenOptions.as("vhdx")));
    assertTrue(refused.toString().contains(WORDS), refused.toString());
    OpenOptions lenient = OpenOptions.as("vhdx").lenient(true);
    assertArrayEquals(new byte[MIB], VhdxReadTest.read(withoutTheBit(), lenient));
  }

  @Test
  void checkFindsIt() throws IOException {
    CheckReport report =
        Checks.check(source(), OpenOptions.as("vhdx"), Job.unattended()).orElseThrow();
    assertEquals(1, report.corruptions(), report.toString());
    assertTrue(report.findings().get(0).message().contains(WORDS), report.toString());
  }

  @Test
  void itIsAsUnsafeAsAChild() throws IOException {
    assertTrue(Inspection.of(source(), Limits.defaults()).hazards().stream()
        .map(Hazard::code)
        .anyMatch("parent"::equals));
  }
}
