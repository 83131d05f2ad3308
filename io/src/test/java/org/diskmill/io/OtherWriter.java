// SPDX-License-Identifier: Apache-2.0
package org.diskmill.io;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A process of its own that writes a pending file, if it is let. */
final class OtherWriter {
  static final String WROTE = "wrote";
  static final String REFUSED = "refused";

  private OtherWriter() {}

  public static void main(String[] arguments) {
    try (PendingFile file = PendingFile.at(Path.of(arguments[0]))) {
      file.sink().write(ByteBuffer.wrap(new byte[] {9}));
      file.commit();
      System.out.println(WROTE);
    } catch (IOException refused) {
      System.out.println(REFUSED);
    }
  }

  /** Lets it try, and tells what it said. */
  static String writing(Path path) throws IOException {
    Process other = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            String.join(File.pathSeparator, "target/classes", "target/test-classes"),
            OtherWriter.class.getName(),
            path.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader lines = other.inputReader()) {
      return String.valueOf(lines.readLine());
    } finally {
      other.destroyForcibly();
    }
  }
}
