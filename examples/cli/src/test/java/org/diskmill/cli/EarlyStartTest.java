// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diskmill.io.FileOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is begun early is never missed, and never in the way. */
class EarlyStartTest {
  private static final String TRACE = "diskmill.trace";

  private final PrintStream error = System.err;
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  @TempDir
  private Path directory;

  @AfterEach
  void putBack() {
    System.clearProperty(TRACE);
    System.setErr(error);
    Thread.currentThread().setContextClassLoader(loader);
  }

  @Test
  void nobodyHasToWaitForIt() throws InterruptedException {
    Thread early = EarlyStart.begin();
    assertTrue(early.isDaemon());
    early.join();
  }

  @Test
  void nothingIsSaidWhenItSucceeds() throws InterruptedException {
    System.setProperty(TRACE, "true");
    assertEquals("", said());
  }

  @Test
  void aProviderThatCannotBeLoadedIsLeftToWhoeverNeedsIt() throws Exception {
    breakProviders();
    assertEquals("", said());
  }

  @Test
  void aProviderThatCannotBeLoadedIsNamedToWhoeverTraces() throws Exception {
    breakProviders();
    System.setProperty(TRACE, "true");
    String said = said();
    assertTrue(said.startsWith("diskmill: early: "), said);
    assertTrue(said.contains("org.example.Nowhere"), said);
    assertFalse(said.contains("\tat "), said);
  }

  private void breakProviders() throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(FileOps.class.getName()), "org.example.Nowhere\n");
    URL[] path = {directory.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(path, loader));
  }

  private static String said() throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    EarlyStart.begin().join();
    return said.toString(StandardCharsets.UTF_8);
  }
}
