// SPDX-License-Identifier: Apache-2.0
package org.diskmill.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where results are printed. A {@link PrintStream} says only that something went wrong; who gets half
 * a result, because a disk is full, must hear of it.
 */
final class StandardOutput extends OutputStream {
  /** Nobody reads the end: then nobody misses it. */
  private static final String NO_READER = "Broken pipe";

  private final OutputStream file = new FileOutputStream(FileDescriptor.out);
  private @Nullable IOException failure;

  private StandardOutput() {}

  /** Makes it the JVM's standard output. */
  static StandardOutput install() {
    StandardOutput output = new StandardOutput();
    System.setOut(new PrintStream(new BufferedOutputStream(output), false, charset()));
    return output;
  }

  /** The exit code of a command that ended with {@code code}: an error if its result is not out. */
  int exitCode(int code) {
    System.out.flush();
    if (code != 0 || failure == null || NO_READER.equals(failure.getMessage())) {
      return code;
    }
    System.err.println("diskmill: standard output: " + Failures.line(failure));
    return Failures.EXIT_ERROR;
  }

  /** As the JDK chooses it: the first is its property since 19, the second that of 17. */
  private static Charset charset() {
    for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      file.write(bytes, from, count);
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    }
  }
}
