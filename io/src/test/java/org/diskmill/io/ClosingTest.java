// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();

  private Closeable good(String name) {
    return () -> closed.add(name);
  }

  private Closeable bad(String name, Exception failure) {
    return () -> {
      closed.add(name);
      if (failure instanceof IOException declared) {
        throw declared;
      }
      throw (RuntimeException) failure;
    };
  }

  @Test
  void allAreClosedInTheirOrderAndTheFirstFailureIsTold() {
    IOException first = new IOException("b");
    RuntimeException second = new IllegalStateException("c");
    IOException thrown = assertThrows(
        IOException.class,
        () -> Closing.all(
            List.of(good("a"), bad("b", first), bad("c", second), bad("d", first), good("e"))));
    assertSame(first, thrown);
    assertEquals(List.of(second), List.of(thrown.getSuppressed()));
    assertEquals(List.of("a", "b", "c", "d", "e"), closed);
  }

  @Test
  void aRuntimeExceptionStaysOne() {
    RuntimeException first = new IllegalStateException("a");
    assertSame(
        first,
        assertThrows(
            IllegalStateException.class, () -> Closing.all(List.of(bad("a", first), good("b")))));
    assertEquals(List.of("a", "b"), closed);
  }

  @Test
  void whereNothingFailsNothingIsThrown() throws IOException {
    Closing.all(List.of());
    Closing.all(List.of(good("a")));
    assertEquals(List.of("a"), closed);
  }
}
