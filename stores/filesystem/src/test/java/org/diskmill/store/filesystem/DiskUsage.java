// SPDX-License-Identifier: Apache-2.0
package org.diskmill.store.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Asks du(1), since the JDK does not tell how much of a file is stored. */
final class DiskUsage {
  private DiskUsage() {}

  static OptionalLong of(Path file) throws IOException, InterruptedException {
    Process du;
    try {
      du = new ProcessBuilder("du", "--block-size=1", file.toString()).start();
    } catch (IOException missing) {
      if (System.getProperty("diskmill.tools", "").equals("required")) {
        throw missing;
      }
      return OptionalLong.empty();
    }
    String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return du.waitFor() == 0
        ? OptionalLong.of(Long.parseLong(said.split("\\s", 2)[0]))
        : OptionalLong.empty();
  }
}
