// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.diskmill.image.ImageInfo;
import org.diskmill.image.SnapshotInfo;
import org.junit.jupiter.api.Test;

class InfoReportTest {
  private static final SnapshotInfo SNAPSHOT = new SnapshotInfo(
      "1",
      "before",
      0,
      Instant.ofEpochSecond(1_000_000_000),
      Duration.ofMillis(3_723_004),
      OptionalLong.of(77),
      5 << 20);

  private static InfoReport report(List<SnapshotInfo> snapshots, Map<String, Object> details) {
    ImageInfo info = new ImageInfo(
        "a.qcow2",
        "qcow2",
        4 << 20,
        1000,
        OptionalInt.empty(),
        false,
        false,
        List.of(),
        snapshots,
        details);
    return new InfoReport(info, 1000, Optional.empty());
  }

  @Test
  void aSnapshotsDiskMayHaveAnotherSizeAndScriptsSeeItToo() {
    List<?> all = (List<?>)
        Objects.requireNonNull(report(List.of(SNAPSHOT), Map.of()).json().get("snapshots"));
    assertEquals(5L << 20, ((Map<?, ?>) all.get(0)).get("disk-size"));
  }

  @Test
  void howLongTheGuestHadRunIsShown() {
    String lines = String.join("\n", report(List.of(SNAPSHOT), Map.of()).lines());
    assertTrue(lines.contains("vm clock 01:02:03.004  icount 77"), lines);
  }

  @Test
  void whatIsInsideDetailsIsIndentedAndALongOneHidesNothing() {
    Map<String, Object> slot = Map.of("active", true);
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("long-name", "x".repeat(1000));
    inner.put("features", List.of("a", "b"));
    inner.put("slots", List.of(slot, slot));
    inner.put("none", List.of());
    List<String> lines = report(List.of(), Map.of("a-header", inner)).lines();
    int at = lines.indexOf("    a header:");
    assertTrue(lines.get(at + 1).startsWith("        long-name: xxx"), lines.toString());
    assertTrue(lines.get(at + 1).length() < 300, lines.toString());
    assertEquals(
        List.of(
            "        features: [a, b]",
            "        slots:",
            "            [0]:",
            "                active: true",
            "            [1]:",
            "                active: true",
            "        none: []"),
        lines.subList(at + 2, lines.size()));
  }

  @Test
  void whatAFileSaysCannotBeginALineOfItsOwn() {
    Map<String, Object> hostile = Map.of("a\nb", List.of("c\nd"), "e", "f\u001b[2J");
    for (String line : report(List.of(), Map.of("ddb", hostile)).lines()) {
      assertTrue(line.chars().noneMatch(Character::isISOControl), line);
    }
  }

  /** As of Parallels, whose snapshots have none. */
  @Test
  void aTimeThatNobodyNotedIsNotShown() {
    SnapshotInfo timeless = new SnapshotInfo(
        "1", "before", 0, Instant.EPOCH, Duration.ZERO, OptionalLong.empty(), 1 << 20);
    String lines = String.join("\n", report(List.of(timeless), Map.of()).lines());
    assertTrue(lines.contains("vm state 0 B  disk 1 MiB"), lines);
  }
}
