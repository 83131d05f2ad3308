// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.diskmill.image.ImageException;
import org.diskmill.image.LimitExceededException;
import org.diskmill.image.Limits;
import org.diskmill.image.check.Finding;
import org.diskmill.image.check.Findings;
import org.diskmill.io.Source;
import org.diskmill.io.Sources;
import org.junit.jupiter.api.Test;

class UsedSpaceTest {
  private final Source source = Sources.bytes("file", ByteBuffer.allocate(0));
  private final UsedSpace used = new UsedSpace(source, Limits.defaults());

  @Test
  void moreKindsThanCanBeToldApartAreRefused() throws ImageException {
    for (int i = 0; i < 512; i++) {
      used.kind("region", 512L * i);
    }
    assertThrows(LimitExceededException.class, () -> used.kind("region", 512 * 512));
  }

  @Test
  void thingsOfOneLengthAreOneKindHoweverManyThereAre() throws ImageException {
    for (int i = 0; i < 2000; i++) {
      used.add(512L * i, used.kind("region", 512));
    }
    Findings findings = new Findings(source);
    assertEquals(512L * 2000, used.report(findings, 512L * 2000, 1));
    assertEquals(0, findings.report("vhdx", Optional.empty()).leaks());
  }

  @Test
  void whatOverlapsAndWhatBelongsToNothingAreOfTheirKinds() throws ImageException {
    used.add(0, used.kind("header", 512));
    used.add(256, used.kind("table", 512));
    Findings findings = new Findings(source);
    used.report(findings, 4096, 512);
    assertEquals(
        List.of(Finding.Kind.OVERLAP, Finding.Kind.LOST_SPACE),
        findings.report("vhdx", Optional.empty()).findings().stream()
            .map(Finding::kind)
            .toList());
  }
}
