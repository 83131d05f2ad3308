// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What one command did, run in this process. */
record Ran(int exit, String out, String err) {
  static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Diskmill.commandLine(arguments)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
    return new Ran(exit, out.toString(), err.toString());
  }

  Ran ok() {
    assertEquals(0, exit, err);
    return this;
  }

  /** One line for people, and nothing on standard output. */
  void refused(String part) {
    assertEquals(2, exit, out);
    assertEquals("", out);
    assertTrue(err.contains(part), err);
    assertEquals(1, err.lines().count(), err);
  }
}
