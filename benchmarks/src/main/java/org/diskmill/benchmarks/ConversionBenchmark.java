// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.diskmill.image.DiskImage;
import org.diskmill.image.Extent;
import org.diskmill.image.ExtentCursor;
import org.diskmill.image.Images;
import org.diskmill.image.OpenOptions;
import org.diskmill.image.write.Conversion;
import org.diskmill.image.write.WriteOptions;
import org.diskmill.io.Job;
import org.diskmill.io.PendingFile;
import org.diskmill.io.Sources;
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
 * The pipeline as a whole on 64 MiB, and the walk over a map.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ConversionBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ConversionBenchmark {
  private static final int SIZE = 64 << 20;

  /** What to write, as the command line spells it. */
  @Param({
    "raw",
    "qcow2",
    "qcow2 -c",
    "qcow2 -c compression_type=zstd",
    "vmdk subformat=streamOptimized"
  })
  public String target;

  private Path directory;
  private DiskImage raw;
  private DiskImage written;
  private WriteOptions options;

  /** Writes the disk once, so that its map can be walked. */
  @Setup
  public void prepare() throws IOException {
    directory = Files.createTempDirectory("conversion");
    raw = Images.open(Sources.bytes("disk", Disk.bytes(SIZE)), OpenOptions.as("raw"));
    String[] words = target.split(" ", -1);
    options = WriteOptions.of(words[0]);
    for (int i = 1; i < words.length; i++) {
      options = words[i].equals("-c") ? options.compressed(true) : options.withAll(words[i]);
    }
    convert();
    written = Images.open(Sources.file(file()), OpenOptions.as(words[0]));
  }

  private Path file() {
    return directory.resolve("disk");
  }

  /** One whole conversion, to a file in the directory for temporary files. */
  @Benchmark
  public void convert() throws IOException {
    try (PendingFile file = PendingFile.at(file())) {
      Conversion.of(raw, options).writeTo(file.sink(), Job.unattended());
      file.commit();
    }
  }

  /** One whole reading, unpacking included. */
  @Benchmark
  public ByteBuffer read() throws IOException {
    ByteBuffer part = ByteBuffer.allocateDirect(1 << 20);
    for (long at = 0; at < written.size(); at += part.capacity()) {
      written.read(at, part.clear());
    }
    return part;
  }

  /** The map, from end to end. */
  @Benchmark
  public long walk() throws IOException {
    long runs = 0;
    ExtentCursor cursor = written.extents(0, written.size());
    for (Extent.Resolved run = cursor.next(); run != null; run = cursor.next()) {
      runs++;
    }
    return runs;
  }

  /** Removes what was written. */
  @TearDown
  public void close() throws IOException {
    written.close();
    raw.close();
    Files.deleteIfExists(file());
    Files.deleteIfExists(directory);
  }
}
