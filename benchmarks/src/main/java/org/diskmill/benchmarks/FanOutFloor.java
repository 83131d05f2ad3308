// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.diskmill.io.Digest;

/**
 * The terms of a fan-out's floor, measured where and when they are needed: seconds to copy a file once,
 * and to hash it with each function.
 *
 * @param copy of the whole file to the directory of the stores, from the page cache
 * @param sha256 of the whole file
 * @param sha512 of the whole file
 * @param md5 of the whole file
 */
record FanOutFloor(double copy, double sha256, double sha512, double md5) {
  private static final int CHUNK = 1 << 20;

  /** Seconds on one core, the others idle. */
  static FanOutFloor alone(Path source, Path directory) throws Exception {
    return measure(source, directory, 1);
  }

  /**
   * Seconds of the whole machine, every core at the same work: what its cores give together may be
   * less than their number times what one gives, since they share caches, memory or, as two threads of
   * one core do, everything.
   */
  static FanOutFloor together(Path source, Path directory) throws Exception {
    return measure(source, directory, Runtime.getRuntime().availableProcessors());
  }

  private static FanOutFloor measure(Path source, Path directory, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return new FanOutFloor(
          each(pool, threads, number -> copying(source, directory.resolve("floor-" + number))),
          each(pool, threads, number -> hashing(source, Digest.SHA_256)),
          each(pool, threads, number -> hashing(source, Digest.SHA_512)),
          each(pool, threads, number -> hashing(source, "MD5")));
    } finally {
      pool.shutdown();
    }
  }

  /** One thread's share of the time that all take who do the same at once. */
  private static double each(ExecutorService pool, int threads, Term term) throws Exception {
    List<Future<Double>> all = new ArrayList<>();
    for (int number = 0; number < threads; number++) {
      int mine = number;
      all.add(pool.submit(() -> term.seconds(mine)));
    }
    double sum = 0;
    for (Future<Double> one : all) {
      sum += one.get();
    }
    return sum / threads / threads;
  }

  private interface Term {
    double seconds(int number) throws IOException;
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
  /** Seconds that N copies and these digests take at least, the terms being those of one core. */
  double of(int copies, double digests) {
    return (copies * copy + digests) / Runtime.getRuntime().availableProcessors();
  }
}
