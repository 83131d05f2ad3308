// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.diskmill.image.codec.Codecs;
import org.diskmill.image.codec.DamagedStreamException;
import org.diskmill.image.codec.Packer;
import org.diskmill.image.codec.Packing;
import org.diskmill.image.codec.Unpacker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Packing and unpacking one 64 KiB unit.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar CodecBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
  private static final int UNIT = 64 << 10;

  /** How units are packed. */
  @Param({"DEFLATE", "ZLIB", "ZSTD"})
  public Packing packing;

  private ByteBuffer plain;
  private ByteBuffer stored;
  private ByteBuffer space;
  private Packer packer;
  private Unpacker unpacker;

  /** Packs once, so that there is something to unpack. */
  @Setup
  public void prepare() {
    plain = Disk.bytes(UNIT);
    stored = ByteBuffer.allocateDirect(2 * UNIT);
    space = ByteBuffer.allocateDirect(2 * UNIT);
    packer = Codecs.packer(packing);
    unpacker = Codecs.unpacker(packing);
    packer.pack(plain, stored);
    stored.flip();
  }

  /** One unit packed. */
  @Benchmark
  public boolean pack() {
    return packer.pack(plain, space.clear());
  }

  /** One unit unpacked. */
  @Benchmark
  public ByteBuffer unpack() throws DamagedStreamException {
    unpacker.unpack(stored.duplicate(), space.clear().limit(UNIT));
    return space;
  }

  /** Frees native memory. */
  @TearDown
  public void close() {
    packer.close();
    unpacker.close();
  }
}
