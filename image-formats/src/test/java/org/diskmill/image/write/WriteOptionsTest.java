// SPDX-License-Identifier: Apache-2.0
package org.diskmill.image.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.diskmill.testkit.NamedNulls;
import org.junit.jupiter.api.Test;

class WriteOptionsTest {
  @Test
  void aListIsCutAtSingleCommas() {
    WriteOptions options = WriteOptions.of("qcow2").withAll("a=1,b=x,,y,c");
    assertEquals(Map.of("a", "1", "b", "x,y", "c", "on"), options.values());
  }

  @Test
  void sizesTakeTheSuffixesOfQemu() {
    WriteOptions options = WriteOptions.of("qcow2").withAll("a=512,b=64k,c=2M,d=1T,e=3P,f=7E");
    assertEquals(Optional.of(512L), options.bytes("a"));
    assertEquals(Optional.of(65_536L), options.bytes("b"));
    assertEquals(Optional.of(2L << 20), options.bytes("c"));
    assertEquals(Optional.of(1L << 40), options.bytes("d"));
    assertEquals(Optional.of(3L << 50), options.bytes("e"));
    assertEquals(Optional.of(7L << 60), options.bytes("f"));
  }

  @Test
  void whatIsNoSizeIsRefusedByName() {
    WriteOptions options = WriteOptions.of("qcow2").with("cluster_size", "big");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> options.bytes("cluster_size"));
    assertEquals(
        "option 'cluster_size': 'big' is no size, such as 65536, 64k or 1M", refused.getMessage());
  }

  @Test
  void whatHasNoNameIsRefusedWithTheListAndNotWhenItIsUsed() {
    WriteOptions options = WriteOptions.of("qcow2");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> options.withAll("a=1,=1"));
    assertEquals("option '=1': has no name before '='", refused.getMessage());
  }

  @Test
  void nullsAreRefusedAtOnceByTheirNames() throws ReflectiveOperationException {
    WriteOptions options = WriteOptions.of("qcow2");
    NamedNulls.assertRefused(options);
    NullPointerException list =
        assertThrows(NullPointerException.class, () -> options.withAll(missing()));
    assertEquals("list", list.getMessage());
    NullPointerException refused =
        assertThrows(NullPointerException.class, () -> options.with("compression_type", missing()));
    assertEquals("value", refused.getMessage());
  }

  /** What callers without a checker for nulls can pass. */
  @SuppressWarnings("NullAway")
  private static String missing() {
    return null;
  }
}
