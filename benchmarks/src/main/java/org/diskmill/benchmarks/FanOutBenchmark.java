// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.diskmill.io.Job;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportResult;
import org.diskmill.replication.ingest.ImportSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An import of 256 MiB to three directories: read once, written and read back three times. Each
 * iteration says what its floor is: three copies, SHA-512 and the leaves' SHA-256, on all cores.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar FanOutBenchmark}; the goals are measured by the
 * script {@code fan-out}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class FanOutBenchmark {
  private static final int SIZE = 256 << 20;

  private Path directory;
  private Path disk;
  private FanOutFloor floor;
  private Sites sites;
  private long began;

  /** Makes the disk. */
  @Setup
  public void prepare() throws IOException {
    directory = Files.createTempDirectory("fanout");
    disk = directory.resolve("disk");
    try (SeekableByteChannel file =
        Files.newByteChannel(disk, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(Disk.bytes(SIZE));
    }
  }

  /** A new place for each import, and the floor as the machine is now. */
  @Setup(Level.Iteration)
  public void next() throws Exception {
    floor = FanOutFloor.alone(disk, directory);
    sites = new Sites(directory.resolve("round"));
    began = System.nanoTime();
  }

  /** The import. */
  @Benchmark
  public ImportResult importToThree() throws IOException {
    ImportSource source = new ImportSource.LocalFile(disk);
    try (ImageService images = sites.service()) {
      return images.importImage(
          ImportRequest.of(source, "disk").format("raw").targets(new Targets.All()),
          Job.unattended());
    }
  }

  /** Says how far from the floor it was. */
  @TearDown(Level.Iteration)
  public void compare() throws IOException {
    double seconds = FanOutFloor.seconds(began);
    double least = floor.of(Sites.NAMES.size(), floor.sha256() + floor.sha512());
    System.out.printf("floor %.0f ms, ratio %.2f; ", least * 1e3, seconds / least);
    sites.close();
  }

  /** Removes everything. */
  @TearDown
  public void close() throws IOException {
    Files.delete(disk);
    Files.delete(directory);
  }
}
