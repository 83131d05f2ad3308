// SPDX-License-Identifier: Apache-2.0
package org.diskmill.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.diskmill.io.Job;
import org.diskmill.replication.Targets;
import org.diskmill.replication.ingest.ImageService;
import org.diskmill.replication.ingest.ImageServices;
import org.diskmill.replication.ingest.ImportRequest;
import org.diskmill.replication.ingest.ImportResult;
import org.diskmill.replication.ingest.ImportSource;
import org.diskmill.replication.ingest.ServiceConfig;
import org.diskmill.replication.ingest.StoreEntry;
import org.diskmill.store.StoreConfig;
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
 * An import of 256 MiB to three directories: read once, written and read back three times.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar FanOutBenchmark}
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
  private int round;

  /** Makes the disk. */
  @Setup
  public void prepare() throws IOException {
    directory = Files.createTempDirectory("fanout");
    try (var file = Files.newByteChannel(
        directory.resolve("disk"),
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.WRITE)) {
      file.write(Disk.bytes(SIZE));
    }
  }

  /** A new place for each import. */
  @Setup(Level.Iteration)
  public void next() {
    round++;
  }

  /** The import. */
  @Benchmark
  public ImportResult importToThree() throws IOException {
    Path home = directory.resolve("round" + round);
    List<StoreEntry> stores = new ArrayList<>();
    for (String id : List.of("central", "edge1", "edge2")) {
      Path place = Files.createDirectories(home.resolve(id));
      StoreConfig store = new StoreConfig(place.toUri(), Map.of(), Map::of);
      stores.add(new StoreEntry(id, id.equals("central"), Optional.empty(), false, store));
    }
    ServiceConfig config = new ServiceConfig(home.resolve("data"), stores, Map.of());
    ImportSource source = new ImportSource.LocalFile(directory.resolve("disk"));
    try (ImageService images = ImageServices.open(config, Makers.plain(), List.of())) {
      return images.importImage(
          ImportRequest.of(source, "disk").format("raw").targets(new Targets.All()),
          Job.unattended());
    }
  }

  /** Removes everything. */
  @TearDown
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
