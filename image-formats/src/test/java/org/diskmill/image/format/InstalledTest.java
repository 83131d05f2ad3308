// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.diskmill.image.DiskFormat;
import org.diskmill.image.check.FormatChecker;
import org.diskmill.image.grow.DiskGrower;
import org.diskmill.image.inspect.SafetyInspector;
import org.diskmill.image.write.WriterFormat;
import org.junit.jupiter.api.Test;

class InstalledTest {
  /** They are looked up by it. */
  @Test
  void allPartsOfAFormatHaveItsName() {
    for (DiskFormat format : Installed.formats()) {
      Stream<Optional<String>> names = Stream.of(
          format.inspector().map(SafetyInspector::format),
          format.writer().map(WriterFormat::name),
          format.checker().map(FormatChecker::format),
          format.grower().map(DiskGrower::format));
      Set<String> others = new HashSet<>(names.flatMap(Optional::stream).toList());
      assertTrue(Set.of(format.name()).containsAll(others), format.name() + " has " + others);
    }
  }

  @Test
  void onlyWhatHasNoMarksHasNoInspector() {
    List<String> without = Installed.formats().stream()
        .filter(format -> format.inspector().isEmpty())
        .map(DiskFormat::name)
        .toList();
    assertEquals(List.of("raw"), without);
  }
}
