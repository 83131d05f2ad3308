// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.diskmill.io.Digest;
import org.diskmill.io.Hashed;
import org.diskmill.io.Job;
import org.diskmill.io.Sources;
import org.diskmill.io.Zeros;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is done to every byte: the look for zeros, and the digests. Each operation is 64 MiB.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ScanBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScanBenchmark {
  private static final int SIZE = 64 << 20;

  private ByteBuffer zeros;
  private ByteBuffer data;

  /** Makes what is looked at. */
  @Setup
  public void prepare() {
    zeros = ByteBuffer.allocateDirect(SIZE);
    data = Disk.bytes(SIZE);
  }

  /** Zeros, looked at to their end. */
  @Benchmark
  public boolean zeroScan() {
    return Zeros.only(zeros);
  }

  /** The digest tree alone. */
  @Benchmark
  public Hashed tree() throws IOException {
    return Sources.hash(Sources.bytes("data", data), "hashing", Job.unattended());
  }

  /** The digest tree, SHA-512 and MD5 in one pass. */
  @Benchmark
  public Hashed treeAndFlat() throws IOException {
    return Sources.hash(
        Sources.bytes("data", data), "hashing", Job.unattended(), Digest.SHA_512, "MD5");
  }
}
