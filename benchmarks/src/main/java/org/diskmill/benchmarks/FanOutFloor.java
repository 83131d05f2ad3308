// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.diskmill.io.Digest;

/**
 * The terms of a fan-out's floor, measured where and when they are needed: seconds on one core to copy
 * a file once, and to hash it with each function.
 *
 * @param copy of the whole file to the directory of the stores, from the page cache
 * @param sha256 of the whole file
 * @param sha512 of the whole file
 * @param md5 of the whole file
 */
record FanOutFloor(double copy, double sha256, double sha512, double md5) {
  private static final int CHUNK = 1 << 20;

  static FanOutFloor measure(Path source, Path directory) throws IOException {
    return new FanOutFloor(
        copying(source, directory.resolve("floor")),
        hashing(source, Digest.SHA_256),
        hashing(source, Digest.SHA_512),
        hashing(source, "MD5"));
  }

  private static double copying(Path source, Path target) throws IOException {
    Files.deleteIfExists(target);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    long began = System.nanoTime();
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (in.read(chunk.clear()) >= 0) {
        chunk.flip();
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
      }
    }
    double seconds = seconds(began);
    Files.delete(target);
    return seconds;
  }

  /** Without the time to read, which the copy has already. */
  private static double hashing(Path source, String algorithm) throws IOException {
    MessageDigest function = Digest.function(algorithm);
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    double seconds = 0;
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      while (in.read(chunk.clear()) >= 0) {
        chunk.flip();
        long began = System.nanoTime();
        function.update(chunk);
        seconds += seconds(began);
      }
    }
    return seconds;
  }

  static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Seconds that N copies and these digests take at least. */
  double of(int copies, double digests) {
    return (copies * copy + digests) / Runtime.getRuntime().availableProcessors();
  }
}
